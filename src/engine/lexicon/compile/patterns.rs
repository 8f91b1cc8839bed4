//! Patterns of parts.

use super::LexiconCompiler;
use crate::lexicon::compiled::*;
use crate::lexicon::located::Located;
use crate::lexicon::schema::{Denial, FindingDef, Order, PatternCertainty, PatternDef};
use crate::lexicon::suggest::nearest;

impl<'a> LexiconCompiler<'a> {
    pub(super) fn patterns(&mut self) -> Vec<PatternEntry> {
        let mut out = Vec::new();
        for located in self.finding_order.clone() {
            let id = self.finding_ids[located.entry.id.as_str()];
            let says = located.entry.patterns.iter().map(|p| (p, false));
            let denies = located.entry.absent.iter().filter_map(|d| match d {
                Denial::Pattern(p) => Some((p, true)),
                Denial::Phrase(_) => None,
            });
            for (def, denies) in says.chain(denies) {
                out.extend(self.pattern(def, id, denies, located));
            }
        }
        out
    }

    fn pattern(&mut self, def: &'a PatternDef, finding: FindingId, denies: bool, owner: &Located<FindingDef>) -> Option<PatternEntry> {
        let mut pieces = Vec::new();
        let (mut depth, mut free) = (0, Vec::new());
        for piece in &def.parts {
            let (piece, is_free) = piece.strip_prefix('~').map_or((piece.as_str(), false), |p| (p, true));
            free.push(is_free);
            pieces.push(match piece.split_once(':') {
                Some(("site", "*")) => PatternPiece::AnySite,
                Some(("site", id)) => {
                    let site = self.site(id, owner)?;
                    depth = depth.max(self.site_order[site.index()].1 + 1);
                    PatternPiece::Site(site)
                }
                _ => PatternPiece::Part(self.part(piece, owner)?),
            });
        }
        let own = |(piece, free): (&PatternPiece, &bool)| matches!(piece, PatternPiece::Part(_)) && !free;
        let Some(anchor) = pieces.iter().zip(&free).position(own) else {
            let message = "a pattern needs at least one `@part` without `~`".to_owned();
            let word = def.parts.first().map_or("", String::as_str);
            self.problem(owner.file, &owner.entry.id, word, message, None);
            return None;
        };
        let mut order: Vec<u8> = (0..pieces.len() as u8).collect();
        pieces.swap(0, anchor);
        free.swap(0, anchor);
        order.swap(0, anchor);
        let order = (def.order == Order::Given).then_some(order);
        let certainty = def.certainty.unwrap_or(PatternCertainty::Definite);
        Some(PatternEntry {
            finding,
            denies,
            certainty,
            pieces,
            free: free.iter().enumerate().map(|(i, &f)| u8::from(f) << i).sum(),
            order,
            change: def.change,
            gap: def.gap.into(),
            depth,
        })
    }

    fn part(&mut self, piece: &str, owner: &Located<FindingDef>) -> Option<PartId> {
        let id = piece.strip_prefix('@').unwrap_or("");
        let found = self.part_ids.get(id).copied();
        if found.is_none() {
            let help = nearest(id, self.part_ids.keys().copied());
            let message = format!("`{piece}` is neither `@` and a part's id nor `site:` and a site's id");
            self.problem(owner.file, &owner.entry.id, piece, message, help);
        }
        found
    }
}
