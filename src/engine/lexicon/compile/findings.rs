//! Findings and what they turn into.

use super::LexiconCompiler;
use crate::lexicon::compiled::*;
use crate::lexicon::located::Located;
use crate::lexicon::schema::{AttributeKind, FindingDef, RefinementDef};
use crate::lexicon::suggest::nearest;

impl<'a> LexiconCompiler<'a> {
    pub(super) fn findings(&mut self) -> Vec<FindingEntry> {
        let order = self.finding_order.clone();
        let finding = |located: &&'a Located<FindingDef>| {
            let def = &located.entry;
            let becomes = def.becomes.iter().filter_map(|b| self.becomes(b, located)).collect();
            FindingEntry {
                id: def.id.clone(),
                label: def.label.clone(),
                group: def.group.clone(),
                family: self.family(located),
                weak: def.generic,
                told: def.reported,
                seen_only: def.seen_only,
                keeps_tissue: def.keeps_tissue,
                explains_only: def.explains_only,
                describes: def.describes,
                lasts: def.lasts,
                elsewhere: def.any_region,
                several_places: def.several_places,
                home: def.home.as_deref().and_then(|s| self.site(s, located)),
                implies: def.implies.iter().filter_map(|s| self.site(s, located)).collect(),
                becomes,
            }
        };
        order.iter().map(finding).collect()
    }

    /// A family may have the name of one of its findings, but not of one outside it: the two would be counted as one.
    fn family(&mut self, located: &'a Located<FindingDef>) -> Option<String> {
        let name = located.entry.family.as_deref()?;
        let namesake = self.finding_order.iter().find(|f| f.entry.id == name);
        if namesake.is_some_and(|f| f.entry.family.as_deref() != Some(name)) {
            let message = format!("the family `{name}` has the name of a finding that is not in it");
            self.problem(located.file, &located.entry.id, name, message, None);
        }
        Some(name.to_owned())
    }

    fn becomes(&mut self, def: &'a RefinementDef, owner: &Located<FindingDef>) -> Option<RefinementEntry> {
        if let Some(modality) = &def.modality
            && !self.library.modalities.iter().any(|m| m.entry.id == *modality)
        {
            let help = nearest(modality, self.library.modalities.iter().map(|m| m.entry.id.as_str()));
            self.problem(
                owner.file,
                &owner.entry.id,
                modality,
                format!("no modality has the id `{modality}`"),
                help,
            );
        }
        let to = if def.to == "nothing" {
            None
        } else {
            Some(self.finding(&def.to, owner)?)
        };
        Some(RefinementEntry {
            to,
            site: def.site.iter().filter_map(|s| self.site(s, owner)).collect(),
            no_site: def.no_site,
            extent: self.values(&def.extent, AttributeKind::Extent, owner),
            acuity: self.values(&def.acuity, AttributeKind::Acuity, owner),
            severity: self.values(&def.severity, AttributeKind::Severity, owner),
            with: def.with.iter().filter_map(|f| self.finding(f, owner)).collect(),
            behind: def.behind.iter().filter_map(|f| self.finding(f, owner)).collect(),
            region: def.region,
            modality: def.modality.clone(),
        })
    }

    fn finding(&mut self, id: &str, owner: &Located<FindingDef>) -> Option<FindingId> {
        let found = self.finding_ids.get(id).copied();
        if found.is_none() {
            let help = nearest(id, self.finding_ids.keys().copied());
            self.problem(owner.file, &owner.entry.id, id, format!("no finding has the id `{id}`"), help);
        }
        found
    }

    pub(super) fn site(&mut self, id: &str, owner: &Located<FindingDef>) -> Option<SiteId> {
        let found = self.site_ids.get(id).copied();
        if found.is_none() {
            let help = nearest(id, self.site_ids.keys().copied());
            self.problem(owner.file, &owner.entry.id, id, format!("no site has the id `{id}`"), help);
        }
        found
    }

    /// The attributes of `kind` that have one of `values`.
    fn values(&mut self, values: &[String], kind: AttributeKind, owner: &Located<FindingDef>) -> Vec<AttributeId> {
        let mut out = Vec::new();
        for value in values {
            let before = out.len();
            let all = self.library.attributes.iter().enumerate();
            out.extend(
                all.filter(|(_, a)| a.entry.kind == kind && a.entry.value == *value)
                    .map(|(i, _)| AttributeId(i as u16)),
            );
            if out.len() == before {
                let known = self
                    .library
                    .attributes
                    .iter()
                    .filter(|a| a.entry.kind == kind)
                    .map(|a| a.entry.value.as_str());
                let help = nearest(value, known);
                self.problem(
                    owner.file,
                    &owner.entry.id,
                    value,
                    format!("no attribute of this kind has the value `{value}`"),
                    help,
                );
            }
        }
        out
    }
}
