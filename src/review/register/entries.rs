//! Declarations → entries.

use super::backing::SourcesByName;
use super::span_of_values;
use super::weak::Clock;
use super::{Backing, Entry, Kind, Value};
use crate::review::drives::{Inlets, Way};
use crate::review::parts::{Part, Says, Sort, parts, written};
use crate::source::Texts;
use crate::span::Span;
use crate::syntax::ast::*;
use crate::types::model::{Type, TypedModel};
use crate::types::{has_number, is_supported};

/// A list with more entries than this is one entry of the register.
const MOST: usize = 12;

/// All that a document assumes.
pub(super) fn of<T: Texts>(
    document: &Document,
    model: &TypedModel,
    texts: &T,
    sources: &SourcesByName<'_>,
    old: Option<u32>,
) -> Vec<Entry> {
    let mut lister = Lister {
        model,
        texts,
        sources,
        inlets: Inlets::of(model),
        clock: Clock {
            as_of: model.as_of,
            old,
        },
        entries: Vec::new(),
        ways: Vec::new(),
    };
    for declaration in &document.declarations {
        lister.declaration(declaration);
    }
    let Lister {
        mut entries,
        ways,
        inlets,
        ..
    } = lister;
    for (entry, drives) in entries.iter_mut().zip(inlets.lead_to(&ways)) {
        entry.drives = drives;
    }
    once_each(&mut entries);
    entries
}

/// Entries that are called alike are counted.
fn once_each(entries: &mut [Entry]) {
    let mut seen = std::collections::BTreeMap::<String, usize>::new();
    for entry in entries {
        let count = seen.entry(entry.name.clone()).or_default();
        *count += 1;
        if *count > 1 {
            entry.name = format!("{} ({count})", entry.name);
        }
    }
}

struct Lister<'a, 'm, T> {
    model: &'m TypedModel,
    texts: &'a T,
    sources: &'a SourcesByName<'a>,
    inlets: Inlets<'m>,
    clock: Clock,
    entries: Vec<Entry>,
    /// For each entry, how it comes into the model.
    ways: Vec<Vec<Way>>,
}

/// What the entries of a declaration have in common.
#[derive(Clone, Copy)]
struct Common<'d> {
    declaration: &'d str,
    title: Option<&'d Text>,
    kind: Kind,
    /// The blocks of evidence that cover them, the innermost first.
    blocks: &'d [&'d Evidence],
}

/// One entry.
struct Row<'d> {
    name: String,
    value: Value,
    span: Span,
    ways: Vec<Way>,
    /// Whether a number stands in it.
    number: bool,
    claimed: Option<(&'d Name, Option<&'d Text>)>,
}

impl<T: Texts> Lister<'_, '_, T> {
    fn declaration(&mut self, declaration: &Declaration) {
        match &declaration.item {
            Item::Assume(it) => self.assume(it),
            Item::Table(it) => self.table(it),
            Item::Correlate(it) => self.correlate(it),
            Item::Choice(it) => {
                let parts = parts(declaration);
                for (at, option) in it.options.iter().enumerate() {
                    let own = parts.iter().filter(|part| part.option == Some(at));
                    let common = Common {
                        declaration: &it.declared.name.value,
                        title: option.title.as_ref().or(it.declared.title.as_ref()),
                        kind: Kind::Option,
                        blocks: &[&option.evidence, &it.evidence],
                    };
                    own.for_each(|part| self.part(part, common));
                }
            }
            Item::Event(it) => {
                let common = Common {
                    declaration: &it.declared.name.value,
                    title: it.declared.title.as_ref(),
                    kind: Kind::Event,
                    blocks: &[&it.evidence],
                };
                let all = parts(declaration);
                all.iter().for_each(|part| self.part(part, common));
            }
            Item::Scenario(it) => {
                let common = Common {
                    declaration: &it.name.value,
                    title: it.title.as_ref(),
                    kind: Kind::Scenario,
                    blocks: &[&it.evidence],
                };
                let all = parts(declaration);
                all.iter().for_each(|part| self.part(part, common));
            }
            _ => {}
        }
    }

    fn push(&mut self, common: Common<'_>, row: Row<'_>) {
        let backing = Backing::of(row.claimed, common.blocks, self.sources);
        let unsourced = row.number && row.claimed.is_none() && !is_supported(common.blocks);
        let (source, span) = self.texts.locate(row.span);
        self.entries.push(Entry {
            name: row.name,
            declaration: common.declaration.to_owned(),
            title: common.title.map(|title| title.value.clone()),
            kind: common.kind,
            value: row.value,
            file: source.name().to_owned(),
            line: source.place(span.start as usize).line,
            drives: Vec::new(),
            weak: self.clock.weak(unsourced, &backing),
            backing,
        });
        self.ways.push(row.ways);
    }

    fn assume(&mut self, it: &AssumeDecl) {
        let name = it.declared.name.value.as_str();
        let common = Common {
            declaration: name,
            title: it.declared.title.as_ref(),
            kind: Kind::Assumption,
            blocks: &[&it.evidence],
        };
        let (value, drawn, each, bound) = match &it.value {
            AssumeValue::Known(value) => (value, false, None, None),
            AssumeValue::Uncertain(value, each) => (value, true, each.as_ref(), None),
            AssumeValue::Bound(side, value) => (value, false, None, Some(*side)),
            AssumeValue::Unknown(origin) => return self.unknown(it, **origin, common),
            AssumeValue::Claims(claims) => return self.claims(it, claims, common),
        };
        let holds = each.map(|each| self.each(each));
        match &value.value {
            ExprKind::List(list) => self.list(it, list, drawn, holds, common),
            _ => {
                let mut told = self.value(value, &it.declared, None);
                told.holds = holds;
                told.uncertainty = how(told.uncertainty, drawn, bound);
                let row = Row {
                    name: whole_name(&it.declared),
                    value: told,
                    span: it.declared.name.span,
                    ways: self.inlets.value(name, None),
                    number: has_number(value),
                    claimed: None,
                };
                self.push(common, row);
            }
        }
    }

    fn unknown(&mut self, it: &AssumeDecl, span: Span, common: Common<'_>) {
        let text = written(self.texts, span);
        let unit = self.unit(&it.declared);
        let row = Row {
            name: whole_name(&it.declared),
            value: Value {
                text: text.clone(),
                unit,
                uncertainty: text,
                ..Value::default()
            },
            span: it.declared.name.span,
            ways: self.inlets.value(&it.declared.name.value, None),
            number: false,
            claimed: None,
        };
        self.push(common, row);
    }

    fn claims(&mut self, it: &AssumeDecl, claims: &[Claim], common: Common<'_>) {
        for (at, claim) in claims.iter().enumerate() {
            let mut value = self.value(&claim.value, &it.declared, None);
            let weight = claim.weight.as_ref();
            value.weight = weight.map(|weight| written(self.texts, weight.span));
            let one_of = format!("one of {} claims", claims.len());
            value.uncertainty = match value.uncertainty.as_str() {
                "known" => one_of,
                own => format!("{one_of}, {own}"),
            };
            let row = Row {
                name: format!("{} from {}", whole_name(&it.declared), claim.source.value),
                value,
                span: *claim.span,
                ways: self.inlets.claim(&it.declared.name.value, at),
                number: true,
                claimed: Some((&claim.source, claim.quote.as_ref())),
            };
            let kind = Kind::Claim;
            self.push(Common { kind, ..common }, row);
        }
    }

    /// A list: an entry each, or all together where there are many.
    fn list(
        &mut self,
        it: &AssumeDecl,
        list: &List,
        drawn: bool,
        holds: Option<String>,
        common: Common<'_>,
    ) {
        let name = it.declared.name.value.as_str();
        let fill = list.fill.map(|fill| fill_word(fill).to_owned());
        let holds = match (fill, holds) {
            (Some(fill), Some(holds)) => Some(format!("{fill}, {holds}")),
            (fill, holds) => fill.or(holds),
        };
        let unit = list
            .unit
            .as_ref()
            .map(|unit| written(self.texts, *unit.span));
        if list.entries.len() > MOST {
            let entries = list.entries.iter();
            let values: Vec<(String, Option<&Expr>)> = entries
                .map(|(key, value)| (written(self.texts, key.span), Some(value)))
                .collect();
            let value = Value {
                text: span_of_values::told("values", &values, self.texts),
                unit: unit.or_else(|| self.unit(&it.declared)),
                needs_unit: true,
                uncertainty: if drawn { "drawn" } else { "known" }.to_owned(),
                holds,
                ..Value::default()
            };
            let row = Row {
                name: whole_name(&it.declared),
                value,
                span: it.declared.name.span,
                ways: self.inlets.value(name, None),
                number: list.entries.iter().any(|(_, value)| has_number(value)),
                claimed: None,
            };
            return self.push(common, row);
        }
        for (key, value) in &list.entries {
            let element = match &key.value {
                ExprKind::Path(path) => path.single().map(|name| name.value.as_str()),
                _ => None,
            };
            let mut told = self.value(value, &it.declared, unit.clone());
            told.uncertainty = how(told.uncertainty, drawn, None);
            told.holds.clone_from(&holds);
            let row = Row {
                name: format!("{name}[{}]", written(self.texts, key.span)),
                value: told,
                span: key.span,
                ways: self.inlets.value(name, element),
                number: has_number(value),
                claimed: None,
            };
            self.push(common, row);
        }
    }

    fn table(&mut self, it: &TableDecl) {
        let common = Common {
            declaration: &it.name.value,
            title: it.title.as_ref(),
            kind: Kind::Column,
            blocks: &[&it.evidence],
        };
        let file = it.file.as_ref().map(|(file, sheet)| match sheet {
            Some(sheet) => format!("from {}, sheet {}", file.value, sheet.value),
            None => format!("from {}", file.value),
        });
        for (at, column) in it.columns.iter().enumerate() {
            let name = format!("{}.{}", it.name.value, column.name.value);
            let cells = it.rows.iter().map(|row| {
                let value = match row.cells.get(at) {
                    Some(Cell::Value(value)) => Some(value),
                    _ => None,
                };
                (written(self.texts, row.key.span), value)
            });
            let cells: Vec<(String, Option<&Expr>)> = cells.collect();
            let unit = column.unit.as_ref();
            let unit = unit.map(|unit| declared_unit(unit, self.texts));
            let fill = column.fill.map(|fill| fill_word(fill).to_owned());
            let holds: Vec<String> = file.iter().cloned().chain(fill).collect();
            let value = Value {
                text: span_of_values::told("rows", &cells, self.texts),
                unit,
                needs_unit: true,
                uncertainty: "known".to_owned(),
                holds: (!holds.is_empty()).then(|| holds.join(", ")),
                ..Value::default()
            };
            let row = Row {
                ways: self.inlets.value(&name, None),
                name,
                value,
                span: column.name.span,
                number: !it.rows.is_empty(),
                claimed: None,
            };
            self.push(common, row);
        }
    }

    fn correlate(&mut self, it: &CorrelateDecl) {
        let names: Vec<String> = it
            .names
            .iter()
            .map(|path| written(self.texts, path.span))
            .collect();
        let name = format!("correlate {}", names.join(", "));
        let paths = it.names.iter();
        let row = Row {
            value: Value::of(&it.value, None, None, self.texts),
            span: it.names.first().map_or(it.value.span, |first| first.span),
            ways: paths
                .flat_map(|path| self.inlets.path(&path.value))
                .collect(),
            number: has_number(&it.value),
            claimed: None,
            name: name.clone(),
        };
        let common = Common {
            declaration: &name,
            title: None,
            kind: Kind::Correlation,
            blocks: &[&it.evidence],
        };
        self.push(common, row);
    }

    /// A number in an option, an event or a scenario.
    fn part(&mut self, part: &Part<'_>, common: Common<'_>) {
        if part.sort != Sort::Value {
            return;
        }
        let of = common.declaration;
        let text = |expr: &Expr| Value::of(expr, None, None, self.texts);
        let (value, ways, number) = match &part.says {
            Says::Expr(expr) if common.kind == Kind::Option => {
                (text(expr), self.inlets.weights(of), has_number(expr))
            }
            Says::Expr(expr) => (text(expr), self.inlets.hazard(of), has_number(expr)),
            Says::Adjustment(it) => self.adjusting(it),
            Says::Clause(ScenarioClause::Adjust(it)) => self.adjusting(it),
            Says::Switch(it) => (self.switch(it), self.inlets.switch(*it.span), true),
            Says::Occurs(Occurs::In(date)) => (text(date), self.inlets.event(of), has_number(date)),
            Says::Lasts(Lasts::For(time)) => (text(time), self.inlets.event(of), has_number(time)),
            Says::Lasts(Lasts::Forever(_)) => (forever(), self.inlets.event(of), false),
            _ => return,
        };
        let name = match common.kind {
            Kind::Option => format!("{of}.{}", part.key),
            _ => format!("{of}: {}", part.key),
        };
        let row = Row {
            name,
            value,
            span: part.span,
            ways,
            number,
            claimed: None,
        };
        self.push(common, row);
    }

    fn adjusting(&self, it: &Adjustment) -> (Value, Vec<Way>, bool) {
        (self.adjustment(it), self.inlets.adjustment(it), true)
    }

    /// The amount of an adjustment; when and how long it acts stands behind what it names.
    fn adjustment(&self, it: &Adjustment) -> Value {
        let (Change::Set(amount)
        | Change::Scale(amount)
        | Change::Raise(amount)
        | Change::Cut(amount)
        | Change::Add(amount)) = &it.change;
        let head = amount.span.to(it.target.span);
        let rest = written(
            self.texts,
            Span {
                start: head.end,
                ..*it.span
            },
        );
        let mut value = Value::of(amount, None, None, self.texts);
        value.holds = Some(rest).filter(|rest| !rest.is_empty());
        value
    }

    fn switch(&self, it: &Switch) -> Value {
        let mut value = match &it.probability {
            Some(probability) => Value::of(probability, None, None, self.texts),
            None => Value::default(),
        };
        let when = it.when.as_ref();
        value.holds = when.map(|when| format!("when {}", written(self.texts, when.span)));
        value
    }

    fn value(&self, expr: &Expr, declared: &Declared, of_list: Option<String>) -> Value {
        let own = declared.unit.as_ref();
        let own = own.map(|unit| declared_unit(unit, self.texts));
        let shown = self.shown(&declared.name.value);
        Value::of(expr, of_list.or(own), shown, self.texts)
    }

    /// The unit that a declaration is in, as declared or as it is shown.
    fn unit(&self, declared: &Declared) -> Option<String> {
        let own = declared.unit.as_ref();
        let own = own.map(|unit| declared_unit(unit, self.texts));
        own.or_else(|| self.shown(&declared.name.value))
    }

    /// The unit in which a quantity is shown.
    fn shown(&self, name: &str) -> Option<String> {
        let first = self.inlets.quantity(name, None).into_iter().next()?;
        let quantity = self.model.quantity(first);
        let unit = match quantity.ty {
            Type::Number(_) => quantity.display.to_string(),
            Type::Date => "date".to_owned(),
            Type::YesNo => "yes/no".to_owned(),
            Type::Label(_) => String::new(),
        };
        Some(unit).filter(|unit| !unit.is_empty())
    }

    fn each(&self, each: &Each) -> String {
        match each {
            Each::Year(_) => "each year".to_owned(),
            Each::Step(_) => "each step".to_owned(),
            Each::Event(event) => format!("each {}", event.value),
        }
    }
}

fn forever() -> Value {
    Value {
        text: "forever".to_owned(),
        uncertainty: "known".to_owned(),
        ..Value::default()
    }
}

/// `output[mine]`
fn whole_name(declared: &Declared) -> String {
    let name = &declared.name.value;
    let index: Vec<&str> = declared.index.iter().map(|it| it.value.as_str()).collect();
    match index.is_empty() {
        true => name.clone(),
        false => format!("{name}[{}]", index.join(", ")),
    }
}

fn declared_unit(unit: &DeclaredUnit, texts: &impl Texts) -> String {
    match unit {
        DeclaredUnit::Unit(unit) => written(texts, *unit.span),
        DeclaredUnit::Date(_) => "date".to_owned(),
        DeclaredUnit::Index(index) => index.value.clone(),
    }
}

fn fill_word(fill: Fill) -> &'static str {
    match fill {
        Fill::Linear => "linear",
        Fill::Step => "step",
    }
}

/// How an assumption is known.
fn how(own: String, drawn: bool, bound: Option<BoundSide>) -> String {
    match (bound, drawn, own.as_str()) {
        (Some(BoundSide::AtMost), ..) => "at most: a bound".to_owned(),
        (Some(BoundSide::AtLeast), ..) => "at least: a bound".to_owned(),
        (None, true, "known" | "formula") => "drawn".to_owned(),
        _ => own,
    }
}
