//! The look of the publication: chosen from those that come with the program, changed, weighed,
//! and kept only when it can be read.

use newsroom::{Design, Palette, Publication};
use serde_json::json;

use crate::{
    Desk, Fault,
    wire::{
        designs::{Contrast, DesignView, ShippedDesign},
        events::Event,
    },
};

pub(crate) fn list_designs(_: &Desk, (): ()) -> Result<Vec<ShippedDesign>, Fault> {
    let shipped = |(name, design): (&str, Design)| ShippedDesign { name: name.into(), design };
    Ok(Design::SHIPPED.map(shipped).into())
}

pub(crate) fn weigh_design(_: &Desk, design: Design) -> Result<DesignView, Fault> {
    Ok(DesignView {
        day: contrasts(&design.day),
        night: contrasts(&design.night),
        least: Design::LEAST,
        legible: design.is_legible(),
    })
}

pub(crate) fn save_design(desk: &Desk, design: Design) -> Result<Publication, Fault> {
    must_be_legible(&design)?;
    let at = desk.clock.now();
    let publication = desk.change(|writer| {
        let mut publication = writer.publication()?;
        publication.design = design;
        writer.save_publication(&publication)?;
        writer.record("save_design", None, &json!({ "design": design }), at)?;
        Ok(publication)
    })?;
    desk.tell(&Event::NewsroomChanged);
    Ok(publication)
}

/// Refuses a design whose words cannot all be read.
pub(crate) fn must_be_legible(design: &Design) -> Result<(), Fault> {
    let least = Design::LEAST.to_string();
    let refused = || Fault::theirs("design.illegible", &[("least", &least)]);
    if design.is_legible() { Ok(()) } else { Err(refused()) }
}

/// A ratio that is shown is never better than it is.
fn contrasts(palette: &Palette) -> Vec<Contrast> {
    let weighed = palette.contrasts().map(|(pair, ratio)| Contrast {
        pair,
        ratio: (ratio * 10.0).floor() / 10.0,
        enough: ratio >= Design::LEAST,
    });
    weighed.into()
}
