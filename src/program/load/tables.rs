//! Gives the tables of a model the rows of the files that they name.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Files;
use crate::data::{self, Asked, Data, Format, Known};
use crate::fault::Faults;
use crate::syntax::ast::{Document, EvidenceClause, IndexDecl, Item, Poisoned, TableDecl, Text};
use crate::units::Catalogue;

/// Reads the file of each table that names one. A table whose file is not what it should be is taken out: what reads
/// it is no further fault.
pub(in crate::program) fn fill(document: &mut Document, files: &mut Files<'_>) -> Faults {
    let mut faults = Faults::default();
    let known = Known {
        indexes: indexes(document),
        units: units(document),
    };
    let poisoned = &mut document.poisoned;
    document.declarations.retain_mut(|declaration| {
        let Item::Table(table) = &mut declaration.item else {
            return true;
        };
        let filled = filled(table, &declaration.file, &known, files, &mut faults);
        if !filled {
            poisoned.push(in_place_of(table));
        }
        filled
    });
    let mut found = std::mem::take(&mut files.faults);
    found.extend(faults);
    found
}

/// The elements of each index.
fn indexes(document: &Document) -> BTreeMap<String, Vec<String>> {
    let declared = document.declarations.iter();
    let indexes = declared.filter_map(|declaration| match &declaration.item {
        Item::Index(index) => Some(index),
        _ => None,
    });
    let names = |index: &IndexDecl| {
        index
            .elements
            .iter()
            .map(|name| name.value.clone())
            .collect()
    };
    indexes
        .map(|index| (index.name.value.clone(), names(index)))
        .collect()
}

/// The names of all units, built in or declared.
fn units(document: &Document) -> BTreeSet<String> {
    let declared = document.declarations.iter();
    let declared = declared.filter_map(|declaration| match &declaration.item {
        Item::Unit(unit) => Some(unit.name.value.as_str()),
        _ => None,
    });
    let built_in = Catalogue::default();
    built_in
        .names()
        .chain(declared)
        .map(str::to_owned)
        .collect()
}

fn filled(
    table: &mut TableDecl,
    from: &str,
    known: &Known,
    files: &mut Files<'_>,
    faults: &mut Faults,
) -> bool {
    let Some((file, sheet)) = table.file.clone() else {
        return true;
    };
    let is_index = |index: &str| known.indexes.contains_key(index);
    let named = table.columns.iter().filter_map(|column| column.index());
    let mut named = named.map(|index| index.value.as_str());
    if !named.all(is_index) || !is_index(&table.by.value) && table.by.value != "year" {
        // That there is no such index is said where names are resolved.
        return true;
    }
    let asked = Asked {
        file: &file,
        sheet: sheet.as_ref(),
    };
    match opened(asked, from, files, faults) {
        Some((data, start)) => data::fill(table, &data, start, known, faults),
        None => false,
    }
}

/// The file that a table names, and where its text begins among all texts.
fn opened(
    asked: Asked<'_>,
    from: &str,
    files: &mut Files<'_>,
    faults: &mut Faults,
) -> Option<(Data, usize)> {
    let told = |fault| faults.0.push(fault);
    let format = data::format_of(asked).map_err(told).ok()?;
    let path: &Text = asked.file;
    let file = files.find(from, path)?;
    if format == Format::Csv {
        let (source, start) = files.text(&file, path)?;
        return Some((Data::csv(source), start));
    }
    let bytes = files.bytes(&file, path)?;
    let data = Data::xlsx(asked, &files.name(&file), &bytes);
    let data = data.map_err(|fault| faults.0.push(fault)).ok()?;
    let start = files.lay(Arc::clone(&data.source), path)?;
    Some((data, start))
}

/// The name of a table without rows, with all that it may have declared.
fn in_place_of(table: &TableDecl) -> Poisoned {
    let columns = table.columns.iter().map(|column| column.name.value.clone());
    let sources = table
        .evidence
        .iter()
        .filter_map(|clause| match &clause.value {
            EvidenceClause::Source(name, _) => Some(name.value.clone()),
            _ => None,
        });
    Poisoned {
        keyword: "table".to_owned(),
        name: Some(table.name.clone()),
        words: columns.chain(sources).collect(),
    }
}
