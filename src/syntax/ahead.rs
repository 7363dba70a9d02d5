//! Reads the declarations of a large text on several threads at once. What is wrong in one is left to be told
//! afterwards, in the order of the text, so that the outcome does not depend on how many threads there are.

use std::num::NonZeroUsize;
use std::thread::{self, Builder};

use super::ast::Declaration;
use super::chunk;
use super::split::Chunk;

/// Fewer bytes than this are not worth a thread.
const WORTH: usize = 128 << 10;

/// Enough for the deepest nesting that is read.
const STACK: usize = 64 << 20;

/// The declarations of the chunks in which nothing is wrong, in their places; of a small text none, for reading them
/// ahead would save nothing.
pub fn sound(chunks: &[Chunk<'_>]) -> impl Iterator<Item = Option<Declaration>> + use<> {
    in_parts(chunks).into_iter().flatten()
}

/// The same, as each thread read them.
fn in_parts(chunks: &[Chunk<'_>]) -> Vec<Vec<Option<Declaration>>> {
    let bytes: usize = chunks.iter().map(|chunk| chunk.text.len()).sum();
    let cores = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let threads = cores.min(bytes / WORTH);
    if threads < 2 {
        return Vec::new();
    }
    let parts = parts(chunks, bytes / threads + 1);
    thread::scope(|scope| {
        let readers = parts.iter().map(|part| {
            let read = || part.iter().map(chunk::sound).collect();
            let builder = Builder::new().stack_size(STACK);
            (part.len(), builder.spawn_scoped(scope, read))
        });
        let readers: Vec<_> = readers.collect();
        let read = readers.into_iter().map(|(count, reader)| {
            let own: Option<Vec<_>> = reader.ok().and_then(|reader| reader.join().ok());
            own.unwrap_or_else(|| (0..count).map(|_| None).collect())
        });
        read.collect()
    })
}

/// Runs of chunks with about so many bytes.
fn parts<'a, 't>(chunks: &'a [Chunk<'t>], bytes: usize) -> Vec<&'a [Chunk<'t>]> {
    let mut parts = Vec::new();
    let (mut begun, mut size) = (0, 0);
    for (at, chunk) in chunks.iter().enumerate() {
        size += chunk.text.len();
        if size >= bytes {
            parts.push(&chunks[begun..=at]);
            (begun, size) = (at + 1, 0);
        }
    }
    parts.push(&chunks[begun..]);
    parts
}
