//! Assumptions: one value, one an entry of a list, one a claim.

use super::{Common, Lister, Row, declared_unit, fill_word};
use crate::review::parts::written;
use crate::review::register::{Kind, Spread, Value, span_of_values};
use crate::source::Texts;
use crate::span::Span;
use crate::syntax::ast::*;
use crate::types::has_number;
use crate::types::model::Type;

/// A list with more entries than this is one entry of the register.
const MOST: usize = 12;

impl<T: Texts> Lister<'_, '_, T> {
    pub(super) fn assume(&mut self, it: &AssumeDecl) {
        let name = it.declared.name.value.as_str();
        let common = Common {
            declaration: name,
            title: it.declared.title.as_ref(),
            option: None,
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
                told.spread = self.spread(name, None, None);
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
            value.spread = self.spread(&it.declared.name.value, None, Some(at));
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
            let unit = unit.or_else(|| self.unit(&it.declared));
            let (text, needs_unit) =
                span_of_values::told("values", &values, unit.as_deref(), self.texts);
            let value = Value {
                text,
                unit,
                needs_unit,
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
            told.spread = element.and_then(|element| self.spread(name, Some(element), None));
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

    /// How far what is assumed reaches.
    fn spread(&self, name: &str, element: Option<&str>, claim: Option<usize>) -> Option<Spread> {
        let first = self.inlets.quantity(name, element).into_iter().next()?;
        Spread::of(self.model.quantity(first), claim)
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

/// `output[mine]`
fn whole_name(declared: &Declared) -> String {
    let name = &declared.name.value;
    let index: Vec<&str> = declared.index.iter().map(|it| it.value.as_str()).collect();
    match index.is_empty() {
        true => name.clone(),
        false => format!("{name}[{}]", index.join(", ")),
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
