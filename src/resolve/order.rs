//! An order in which each declaration comes after those it names.

/// Positions in an order of first completion, without recursion: chains may be as long as the file.
pub(super) fn order(references: &[Vec<usize>]) -> Vec<usize> {
    let mut done = vec![false; references.len()];
    let mut order = Vec::with_capacity(references.len());
    let mut path: Vec<(usize, usize)> = Vec::new();
    for root in 0..references.len() {
        if !std::mem::replace(&mut done[root], true) {
            path.push((root, 0));
        }
        while let Some((node, next)) = path.last_mut() {
            match references[*node].get(*next) {
                Some(&target) => {
                    *next += 1;
                    if !std::mem::replace(&mut done[target], true) {
                        path.push((target, 0));
                    }
                }
                None => {
                    order.push(*node);
                    path.pop();
                }
            }
        }
    }
    order
}
