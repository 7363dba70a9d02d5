//! A smaller model that shows the same.

/// Leaves out lines as long as what is left still fails in the same way.
pub fn smallest(declarations: Vec<String>, fails: impl Fn(&[String]) -> bool) -> Vec<String> {
    let whole = without(declarations, &fails);
    let lines: Vec<String> = whole
        .iter()
        .flat_map(|declaration| declaration.lines())
        .map(str::to_owned)
        .collect();
    without(lines, &fails)
}

fn without(mut parts: Vec<String>, fails: &impl Fn(&[String]) -> bool) -> Vec<String> {
    let mut smaller = true;
    while smaller {
        smaller = false;
        // From the end: what comes later rests on what comes before.
        for at in (0..parts.len()).rev() {
            let mut fewer = parts.clone();
            fewer.remove(at);
            if fails(&fewer) {
                parts = fewer;
                smaller = true;
            }
        }
    }
    parts
}
