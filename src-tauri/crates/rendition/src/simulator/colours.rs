//! Colours turned over, as clients do that darken a mail by themselves: what is light becomes
//! dark, what is dark becomes light, and each keeps its hue.

/// `value` with each of its `#rrggbb` turned over.
pub(super) fn turned(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('#') {
        out.push_str(&rest[..at]);
        let digits = rest.get(at + 1..at + 7).unwrap_or_default();
        match of_digits(digits) {
            Some(colour) => {
                let [red, green, blue] = turn(colour);
                out.push_str(&format!("#{red:02x}{green:02x}{blue:02x}"));
                rest = &rest[at + 7..];
            }
            None => {
                out.push('#');
                rest = &rest[at + 1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn of_digits(digits: &str) -> Option<[u8; 3]> {
    let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

/// The colour of the same hue and saturation (HSL) whose lightness is the complement: the
/// brightest and the darkest of the three change places, and whole numbers suffice.
fn turn(colour: [u8; 3]) -> [u8; 3] {
    let brightest = colour.into_iter().max().unwrap_or_default();
    let darkest = colour.into_iter().min().unwrap_or_default();
    // Never beyond a byte: `part` lies between the two.
    colour.map(|part| 255 - brightest + (part - darkest))
}
