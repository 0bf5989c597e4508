//! Quoted-printable (RFC 2045, 6.7), always: base64 makes a mail heavier than Gmail shows.

const HEXADECIMAL: &[u8; 16] = b"0123456789ABCDEF";
/// A line holds 76 characters, the last of which may have to be the soft break's `=`.
const WIDEST: usize = 75;

/// `words` in lines of 76 characters at most, ended by CRLF.
pub(super) fn encode(words: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(words.len() * 5 / 4);
    for line in words.split('\n') {
        let bytes = line.strip_suffix('\r').unwrap_or(line).as_bytes();
        let (mut at, mut column) = (0, 0);
        while at < bytes.len() {
            let byte = bytes[at];
            at += 1;
            // A space that ends a line would be lost on the way.
            let plain = match byte {
                b'=' => false,
                b' ' | b'\t' => at < bytes.len(),
                byte => byte > 0x20 && byte < 0x7f,
            };
            let length = if plain { 1 } else { 3 };
            if column + length > WIDEST {
                out.extend_from_slice(b"=\r\n");
                column = 0;
            }
            if plain {
                out.push(byte);
            } else {
                let digit = |nibble: u8| HEXADECIMAL[usize::from(nibble)];
                out.extend_from_slice(&[b'=', digit(byte >> 4), digit(byte & 15)]);
            }
            column += length;
        }
        out.extend_from_slice(b"\r\n");
    }
    out.truncate(out.len().saturating_sub(2));
    out
}
