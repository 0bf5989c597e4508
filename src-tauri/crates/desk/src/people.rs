//! The person at this machine, in whose name everything is done.

use crate::{
    Desk, Fault, opening,
    wire::newsroom::{NewsroomView, SignAs},
};

pub(crate) fn sign_as(desk: &Desk, ask: SignAs) -> Result<NewsroomView, Fault> {
    desk.store.write(|writer| writer.sign_as(ask.name.trim()))?;
    opening::newsroom(desk, ())
}
