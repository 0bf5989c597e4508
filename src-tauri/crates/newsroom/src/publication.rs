//! The publication (titre): the settings that every issue draws on, printed once each.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    ArticleKind, Budget, CalloutRegistry, CalloutType, DayOfWeek, Design, EditionKey, EditionPlan,
    IssueDate, Language, LineUp, Mailing, Profile, RuleChoice, SiteSettings, Slot, SlotRole,
    TimeOfDay, Visibility,
};

/// Who the mail comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sender {
    /// The name that inboxes show.
    pub name: String,
    /// The address.
    pub address: String,
}

/// Choices of form that hold for every issue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct HouseStyle {
    /// The school of spacing.
    pub typography: Profile,
    /// What stands between a brief's title and its text.
    pub brief_separator: String,
    /// The words of a brief's link; its accessible name adds the brief's title.
    pub read_more: String,
    /// How long a headline may be, in signs. What is as it was founded is not written down, here
    /// and below: the proofs that older versions signed keep their hash.
    #[serde(skip_serializing_if = "is_headline_founded")]
    #[ts(optional, as = "Option<_>")]
    pub headline_signs: u32,
    /// How long a standfirst may be, in signs.
    #[serde(skip_serializing_if = "is_standfirst_founded")]
    #[ts(optional, as = "Option<_>")]
    pub standfirst_signs: u32,
    /// What a writer puts where something is still to be done; it blocks the closing. A mark in
    /// capitals stands for itself; one that is also a phrase counts in capitals, or set apart.
    #[serde(skip_serializing_if = "is_to_do_founded")]
    #[ts(optional, as = "Option<_>")]
    pub to_do: Vec<String>,
    /// Whether a quotation within one stands in « » too, as the Imprimerie nationale has it,
    /// rather than in “ ”.
    #[serde(skip_serializing_if = "is_not_asked")]
    #[ts(optional, as = "Option<_>")]
    pub nested_guillemets: bool,
    /// Whether `millions` and `milliards` may part from their figure, as any noun.
    #[serde(skip_serializing_if = "is_not_asked")]
    #[ts(optional, as = "Option<_>")]
    pub free_millions: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_not_asked(asked: &bool) -> bool {
    !*asked
}

const TO_DO: [&str; 6] = ["TK", "TKTK", "TODO", "FIXME", "à vérifier", "to be checked"];

fn is_to_do_founded(marks: &[String]) -> bool {
    marks == TO_DO
}

const HEADLINE_SIGNS: u32 = 70;
const STANDFIRST_SIGNS: u32 = 250;

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_headline_founded(signs: &u32) -> bool {
    *signs == HEADLINE_SIGNS
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_standfirst_founded(signs: &u32) -> bool {
    *signs == STANDFIRST_SIGNS
}

impl Default for HouseStyle {
    fn default() -> Self {
        Self {
            typography: Profile::FrPresse,
            brief_separator: "•".into(),
            read_more: "Lire la suite".into(),
            headline_signs: HEADLINE_SIGNS,
            standfirst_signs: STANDFIRST_SIGNS,
            to_do: TO_DO.map(Into::into).into(),
            nested_guillemets: false,
            free_millions: false,
        }
    }
}

/// A named template (gabarit): the empty line-up of the issues of some days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// Its name.
    pub name: String,
    /// The days whose new issues start from it by themselves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub weekdays: Vec<DayOfWeek>,
    /// Its slots, without articles.
    pub line_up: LineUp,
}

/// A newsletter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Publication {
    /// Its name.
    pub name: String,
    /// Its motto.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub motto: String,
    /// The language it is published in.
    #[serde(default)]
    pub locale: Language,
    /// Where its issues stand on the web, without a slash at the end; an issue of a day is at
    /// `{base_url}/{YYYY-MM-DD}/`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub base_url: String,
    /// Where a reader subscribes.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subscribe_url: String,
    /// Where a reader leaves the list: an address, or the placeholder of the e-mail service.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unsubscribe_url: String,
    /// Who the mail comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender: Option<Sender>,
    /// How its mail leaves. As founded it is not written down: proofs keep their hash.
    #[serde(default, skip_serializing_if = "Mailing::is_founded")]
    #[ts(optional, as = "Option<_>")]
    pub mailing: Mailing,
    /// How its pages and its mail look. As founded it is not written down: proofs keep their hash.
    #[serde(default, skip_serializing_if = "Design::is_founded")]
    #[ts(optional, as = "Option<_>")]
    pub design: Design,
    /// What its site says of itself. As founded it is not written down: proofs keep their hash.
    #[serde(default, skip_serializing_if = "SiteSettings::is_founded")]
    #[ts(optional, as = "Option<_>")]
    pub site: SiteSettings,
    /// The team, as the masthead prints it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub team: String,
    /// The legal notice, as the masthead prints it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub legal: String,
    /// The dateline greeting; `{publication}` and `{date}` are computed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub greeting: String,
    /// The callouts it registered.
    #[serde(default)]
    pub callouts: CalloutRegistry,
    /// The editions it makes of each issue.
    pub editions: Vec<EditionPlan>,
    /// Its house style.
    #[serde(default)]
    pub house_style: HouseStyle,
    /// The rules of the preflight that it takes otherwise, by their names.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub preflight: BTreeMap<String, RuleChoice>,
    /// The usual template (gabarit): what a new issue starts from when no other claims its day.
    #[serde(default)]
    pub template: LineUp,
    /// The other templates.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub templates: Vec<Template>,
    /// When an issue is sent, on its day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub send_time: Option<TimeOfDay>,
}

impl Publication {
    /// A publication as it is founded: two editions, two callouts, a plain template.
    pub fn founded(name: &str, locale: Language) -> Self {
        let (public, subscribers, typography, read_more, greeting) = match locale {
            Language::Fr => (
                "Publique",
                "Abonnés",
                Profile::FrPresse,
                "Lire la suite",
                "Bienvenue dans {publication}, {date}.",
            ),
            Language::En => (
                "Public",
                "Subscribers",
                Profile::EnGb,
                "Read more",
                "Welcome to {publication}, {date}.",
            ),
        };
        let callout = |key: &str, label: &str| CalloutType { key: key.into(), label: label.into() };
        Self {
            name: name.into(),
            motto: String::new(),
            locale,
            base_url: String::new(),
            subscribe_url: String::new(),
            unsubscribe_url: String::new(),
            sender: None,
            mailing: Mailing::default(),
            design: Design::default(),
            site: SiteSettings::default(),
            team: String::new(),
            legal: String::new(),
            greeting: greeting.into(),
            callouts: CalloutRegistry(match locale {
                Language::Fr => vec![
                    callout("filigrane", "En filigrane"),
                    callout("surveiller", "À surveiller"),
                ],
                Language::En => vec![
                    callout("background", "Between the lines"),
                    callout("watch", "What to watch"),
                ],
            }),
            editions: vec![
                EditionPlan { key: EditionKey::public(), name: public.into(), open: true },
                EditionPlan {
                    key: EditionKey::subscribers(),
                    name: subscribers.into(),
                    open: false,
                },
            ],
            house_style: HouseStyle {
                typography,
                brief_separator: "•".into(),
                read_more: read_more.into(),
                ..HouseStyle::default()
            },
            preflight: BTreeMap::new(),
            template: default_template(),
            templates: Vec::new(),
            send_time: None,
        }
    }

    /// The slots of a new issue of `date`: of the template of that rank, else of the one that
    /// claims the day, else of the usual one.
    pub fn template_for(&self, date: IssueDate, chosen: Option<usize>) -> LineUp {
        let template = match chosen {
            Some(0) => None,
            Some(rank) => self.templates.get(rank - 1),
            None => self.templates.iter().find(|it| it.weekdays.contains(&date.day_of_week())),
        };
        template.map_or(&self.template, |template| &template.line_up).emptied()
    }

    /// How long a text of that kind usually is: what the usual template plans for the first slot
    /// that takes it alone. Briefs share theirs, and have none.
    pub fn usual_budget(&self, kind: ArticleKind) -> Option<Budget> {
        let role = match kind {
            ArticleKind::Story => SlotRole::Story,
            ArticleKind::Dossier => SlotRole::Dossier,
            ArticleKind::Picture => SlotRole::Picture,
            ArticleKind::Figure => SlotRole::Figure,
            ArticleKind::Brief => return None,
        };
        let mut planned = self.template.slots().iter().filter(|slot| slot.role == role);
        planned.find_map(|slot| slot.budget.filter(|signs| *signs > 0)).map(Budget::of)
    }

    /// The edition called `key`.
    pub fn edition(&self, key: &EditionKey) -> Option<&EditionPlan> {
        self.editions.iter().find(|edition| edition.key == *key)
    }
}

fn default_template() -> LineUp {
    let mut dossier = Slot::empty(SlotRole::Dossier);
    dossier.visibility.insert(EditionKey::public(), Visibility::Cut);
    let slots = vec![
        Slot::empty(SlotRole::Epigraph),
        Slot::empty(SlotRole::Lead),
        Slot::empty(SlotRole::Story),
        Slot::empty(SlotRole::Story),
        dossier,
        Slot::empty(SlotRole::Briefs),
        Slot::empty(SlotRole::Picture),
        Slot::empty(SlotRole::Figure),
        Slot::empty(SlotRole::Teaser),
        Slot::empty(SlotRole::Masthead),
        Slot::empty(SlotRole::Bios),
        Slot::empty(SlotRole::Latest),
    ];
    LineUp::new(slots).unwrap_or_default()
}
