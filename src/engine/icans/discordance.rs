//! Whether the stated grade and the imaging floor agree.

use crate::criteria::{Facts, FlagSet, Mark};
use crate::report::{Discordance, FloorValue, Icans, StatedGrade};
use crate::vocabulary::{Certainty, Temporality};

/// Compares the grades stated with the floor.
pub(super) fn compare(flags: &FlagSet, facts: &Facts, icans: &Icans) -> Discordance {
    let (Some(floor_rules), Some(grade_rules)) = (&flags.floor, &flags.grades) else {
        return Discordance::No;
    };
    let floor = match icans.floor.value {
        FloorValue::Four => 4,
        FloorValue::Three => 3,
        _ => 0,
    };
    if floor == 0 && icans.stated.is_empty() {
        return Discordance::No;
    }
    let counts = |g: &&StatedGrade| {
        let now = g.temporality == Temporality::Current || g.peak;
        now && !g.assertion.denies() && grade_rules.comparable.contains(&g.scale)
    };
    // The radiologist's own grade is compared; the request's only where there is no other.
    let own = || icans.stated.iter().filter(counts).filter(|g| g.asserted_by == "radiologist");
    let stated: Vec<&StatedGrade> = if own().next().is_some() {
        own().collect()
    } else {
        icans.stated.iter().filter(counts).collect()
    };
    let highest = |g: &StatedGrade| if g.inequality == Some(">=") { 4 } else { g.high };
    if floor > 0 && stated.iter().any(|g| highest(g) < floor) {
        return Discordance::Yes;
    }
    let refused = |index: u32| {
        let mention = &facts.mentions[index as usize];
        let mark = facts.mark(index);
        mark.has(Mark::CURRENT) && !mark.has(Mark::OVERRULED) && (mark.has(Mark::DENIED) || mention.certainty == Certainty::Unlikely)
    };
    if floor > 0 && facts.of(floor_rules.attribution).any(refused) {
        return Discordance::Yes;
    }
    let unexplained = matches!(icans.floor.value, FloorValue::None | FloorValue::NotStated);
    if unexplained && stated.iter().any(|g| g.low >= 3) {
        return Discordance::NotExplainedByImaging;
    }
    Discordance::No
}
