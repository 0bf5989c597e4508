//! The sentences of faults and remarks, for hosts that have no window: the very files that the
//! interface reads.

use std::collections::BTreeMap;

use newsroom::Language;

use crate::{Fault, wire::remarks::RemarkView};

const FR: &str = include_str!("../../../../ui/src/words/fr.json");
const EN: &str = include_str!("../../../../ui/src/words/en.json");

/// The sentences of one language.
pub struct Words(BTreeMap<String, String>);

impl Words {
    /// The sentences of `language`.
    pub fn of(language: Language) -> Self {
        let file = match language {
            Language::Fr => FR,
            Language::En => EN,
        };
        Self(serde_json::from_str(file).unwrap_or_default())
    }

    /// The sentence called `key`, its places filled; the key itself when there is none.
    pub fn say(&self, key: &str, params: &BTreeMap<String, String>) -> String {
        let Some(sentence) = self.0.get(key) else { return key.to_owned() };
        let mut said = sentence.clone();
        for (name, value) in params {
            said = said.replace(&format!("{{{name}}}"), value);
        }
        said
    }

    /// Whether there is a sentence called `key`.
    pub fn has(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }

    /// What happened, and what to do.
    pub fn fault(&self, fault: &Fault) -> (String, String) {
        let mut params = fault.params.clone();
        // What a fault names by a stable word is said in the reader's language.
        for place in ["what", "why"] {
            let key = format!("{place}.{}", params.get(place).map_or("", String::as_str));
            if let Some(named) = self.0.get(&key) {
                params.insert(place.into(), named.clone());
            }
        }
        let key = format!("fault.{}", fault.code);
        (self.say(&key, &params), self.say(&format!("{key}.hint"), &params))
    }

    /// What the remark says, and what to do.
    pub fn remark(&self, remark: &RemarkView) -> (String, String) {
        let key = format!("remark.{}", remark.rule);
        let mut said = self.say(&key, &remark.params);
        if let Some(field) = &remark.field {
            let field = self.say(&format!("field.{}", field.name()), &remark.params);
            let named = [("field".to_owned(), field), ("remark".to_owned(), said)];
            said = self.say("remarks.in.field", &named.into());
        }
        (said, self.say(&format!("{key}.hint"), &remark.params))
    }
}
