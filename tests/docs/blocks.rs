//! The fenced blocks of a page.

/// A block between two fences.
pub struct Block<'t> {
    /// The line of its first fence.
    pub line: usize,
    /// The first word after the fence.
    pub language: &'t str,
    /// The other words.
    marks: Vec<&'t str>,
    /// What stands between the fences.
    pub text: &'t str,
    /// The byte of the page at which that begins.
    start: usize,
}

impl Block<'_> {
    /// Whether it is marked so.
    pub fn has(&self, mark: &str) -> bool {
        self.marks.contains(&mark)
    }

    /// Whether it is a file beside the models of its page.
    pub fn has_file(&self) -> bool {
        !self.listed("file").is_empty()
    }

    /// What `error=a,b` lists, in order.
    pub fn listed(&self, mark: &str) -> Vec<&str> {
        let values = self.marks.iter().filter_map(|word| word.split_once('='));
        let mut listed: Vec<&str> = values
            .filter(|(name, _)| *name == mark)
            .flat_map(|(_, codes)| codes.split(','))
            .collect();
        listed.sort_unstable();
        listed
    }

    /// `changed`, which is `page` but for blocks above, with another text in this block.
    pub fn replaced(&self, page: &str, changed: &str, text: &str) -> String {
        let after = page.len() - self.start;
        let (head, tail) = changed.split_at(changed.len() - after);
        let text: String = text
            .trim_end()
            .lines()
            .map(|line| format!("{}\n", line.trim_end()))
            .collect();
        format!("{head}{text}{}", &tail[self.text.len()..])
    }
}

/// The blocks of a page in their order.
pub fn blocks(page: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut open: Option<(usize, &str, usize)> = None;
    let mut start = 0;
    for (at, line) in page.split_inclusive('\n').enumerate() {
        let end = start + line.len();
        if let Some(marks) = line.trim_end().strip_prefix("```") {
            open = match open {
                None => Some((at + 1, marks, end)),
                Some((line, marks, from)) => {
                    let mut words = marks.split_whitespace();
                    blocks.push(Block {
                        line,
                        language: words.next().unwrap_or_default(),
                        marks: words.collect(),
                        text: page.get(from..start).unwrap_or_default(),
                        start: from,
                    });
                    None
                }
            };
        }
        start = end;
    }
    blocks
}
