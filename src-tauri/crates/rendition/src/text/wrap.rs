//! Lines of 76 columns, which every mail reader shows whole.

/// The length of a line.
pub(crate) const WIDTH: usize = 76;

/// `words` in lines of `width` at most; a line's end that was asked for stays, and a no-break
/// space is no place to break.
pub(crate) fn wrap(words: &str, width: usize) -> String {
    let mut out = String::with_capacity(words.len() + words.len() / 40);
    for (rank, line) in words.lines().enumerate() {
        if rank > 0 {
            out.push('\n');
        }
        let mut column = 0;
        for word in line.split([' ', '\t']).filter(|word| !word.is_empty()) {
            let length = word.chars().count();
            if column > 0 && column + 1 + length > width {
                out.push('\n');
                column = 0;
            } else if column > 0 {
                out.push(' ');
                column += 1;
            }
            out.push_str(word);
            column += length;
        }
    }
    out
}

/// `words` with `first` before its first line and `other` before those that follow.
pub(crate) fn prefix(words: &str, first: &str, other: &str) -> String {
    let mut out = String::with_capacity(words.len() + 32);
    for (rank, line) in words.lines().enumerate() {
        let before = if rank == 0 { first } else { other };
        if rank > 0 {
            out.push('\n');
        }
        out.push_str(if line.is_empty() { before.trim_end() } else { before });
        out.push_str(line);
    }
    out
}
