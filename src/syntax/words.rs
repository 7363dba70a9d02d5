//! What each rule of the grammar is called in a message. Exhaustive: a new rule does not compile
//! until somebody has said what a user would call it.

use super::grammar::Rule;

/// What a rule is to the user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// A keyword or a mark, which carries no meaning of its own in the tree.
    Mark(&'static str),
    /// Something that can be written.
    Thing(&'static str),
    /// Never shown.
    Silent,
}

/// Whether the builder of the tree passes over this rule.
pub fn is_mark(rule: Rule) -> bool {
    !matches!(word(rule), Word::Thing(_))
}

/// The word for a rule.
pub fn word(rule: Rule) -> Word {
    if let Some(mark) = keyword(rule) {
        return Word::Mark(mark);
    }
    use Rule::*;
    match rule {
        EOI => Word::Mark("the end of the declaration"),
        clause_end => Word::Mark("the end of the clause"),
        brace_open => Word::Mark("`{`"),
        brace_close => Word::Mark("`}`"),
        open => Word::Mark("`(`"),
        close => Word::Mark("`)`"),
        list_open => Word::Mark("`[`"),
        list_close => Word::Mark("`]`"),
        comma => Word::Mark("`,`"),
        colon => Word::Mark("`:`"),
        equals => Word::Mark("`=`"),
        tilde => Word::Mark("`~`"),
        dots => Word::Mark("`..`"),
        dot => Word::Mark("`.`"),
        rest_of_line | string | plain => Word::Thing("a string in quotes"),
        name | far_name | far_index | names | path | element | label | declared | titled => {
            Word::Thing("a name")
        }
        quantity | number => Word::Thing("a number"),
        integer => Word::Thing("a whole number"),
        percent => Word::Thing("`%`"),
        display | unit | magnitude | unit_product | over_factor | times_factor | unit_factor
        | unit_one | exponent | unit_name => Word::Thing("a unit"),
        qualifier => Word::Thing("a year or a kind"),
        date | date_literal | year | window | moment => Word::Thing("a date"),
        value | odds | expr | conditional | arm | initially | operation | operand | negation
        | minus | builtin | group | list | path_or_call | flow_sum | flow_side | cell | unknown
        | known | bound | uncertain => Word::Thing("a value"),
        spread | to | share | rate | inside => Word::Thing("a range"),
        sign | logic => Word::Thing("an operator"),
        is_label => Word::Thing("`is`"),
        at_moment => Word::Thing("`at`"),
        entry => Word::Thing("`key: value`"),
        fill => Word::Thing("`linear` or `step`"),
        member => Word::Thing("`.`"),
        subscript | indexes => Word::Thing("`[`"),
        call => Word::Thing("arguments"),
        argument => Word::Thing("an argument"),
        over => Word::Thing("`over`"),
        filter => Word::Thing("`where`"),
        given => Word::Thing("`given`"),
        evidence_block | model_block | source_block | claims_block | table_block | stock_block
        | choice_block | option_block | event_block | classify_block | scenario_block
        | claim_block => Word::Thing("`{`"),
        evidence => Word::Thing("evidence"),
        cites | source => Word::Thing("`source`"),
        because => Word::Thing("`because`"),
        as_of => Word::Thing("`as of`"),
        confidence => Word::Thing("`confidence`"),
        owner => Word::Thing("`owner`"),
        review => Word::Thing("`review by`"),
        was => Word::Thing("`was`"),
        accept => Word::Thing("`accept`"),
        level => Word::Thing("`high`, `medium` or `low`"),
        code => Word::Thing("a code"),
        edition => Word::Thing("`edition`"),
        time => Word::Thing("`time`"),
        every | by_whom => Word::Thing("`by`"),
        draws => Word::Thing("`draws`"),
        seed => Word::Thing("`seed`"),
        published => Word::Thing("`published`"),
        link => Word::Thing("`link`"),
        file => Word::Thing("`file`"),
        note => Word::Thing("`note`"),
        reliability => Word::Thing("`reliability`"),
        claim => Word::Thing("a claim"),
        weight => Word::Thing("`weight`"),
        columns => Word::Thing("`columns`"),
        column => Word::Thing("a column"),
        row => Word::Thing("a row"),
        gains => Word::Thing("`gains`"),
        loses => Word::Thing("`loses`"),
        option => Word::Thing("`option`"),
        hazard => Word::Thing("`hazard`"),
        occurs => Word::Thing("`occurs`"),
        occurs_in => Word::Thing("`in`"),
        only => Word::Thing("`only when`"),
        lasts => Word::Thing("`lasts`"),
        forever => Word::Thing("`forever`"),
        switch => Word::Thing("`switch`"),
        chance => Word::Thing("`with probability`"),
        adjustment => Word::Thing("an adjustment"),
        set => Word::Thing("`set`"),
        scale => Word::Thing("`scale`"),
        raise => Word::Thing("`raise`"),
        cut => Word::Thing("`cut`"),
        add => Word::Thing("`add`"),
        when => Word::Thing("`when`"),
        during => Word::Thing("`during`"),
        fading => Word::Thing("`fading`"),
        case => Word::Thing("a case such as `growth when …`"),
        ranked => Word::Thing("`ranked`"),
        choose => Word::Thing("`choose`"),
        trigger => Word::Thing("`trigger`"),
        prevent => Word::Thing("`prevent`"),
        take => Word::Thing("`take`"),
        refuted => Word::Thing("`refuted`"),
        model => Word::Thing("`model`"),
        use_file => Word::Thing("`use`"),
        actor => Word::Thing("`actor`"),
        index => Word::Thing("`index`"),
        kind => Word::Thing("`kind`"),
        unit_def => Word::Thing("`unit`"),
        assume => Word::Thing("`assume`"),
        bound_side => Word::Thing("`most` or `least`"),
        claims => Word::Thing("`claims`"),
        each => Word::Thing("`each`"),
        each_step => Word::Thing("`step`"),
        table => Word::Thing("`table`"),
        table_file => Word::Thing("`from`"),
        correlate => Word::Thing("`correlate`"),
        let_value => Word::Thing("`let`"),
        flow => Word::Thing("`flow`"),
        stock => Word::Thing("`stock`"),
        choice => Word::Thing("`choice`"),
        event => Word::Thing("`event`"),
        outcome => Word::Thing("`outcome`"),
        classify => Word::Thing("`classify`"),
        scenario => Word::Thing("`scenario`"),
        assert => Word::Thing("`assert`"),
        tolerance => Word::Thing("`within`"),
        expect => Word::Thing("`expect`"),
        rises => Word::Thing("`rises with`"),
        falls => Word::Thing("`falls with`"),
        turns => Word::Thing("`turns on`"),
        blanks | name_char | reserved | cont | sep | end | digits | not_a_unit | year_digits
        | two_digits | odds_word | names_go_on | infix | primary | WHITESPACE => Word::Silent,
        kw_accept | kw_actor | kw_add | kw_as | kw_assert | kw_assume | kw_at | kw_because
        | kw_by | kw_choice | kw_choose | kw_claims | kw_classify | kw_columns | kw_confidence
        | kw_correlate | kw_cut | kw_draws | kw_during | kw_each | kw_edition | kw_else
        | kw_event | kw_expect | kw_extends | kw_fading | kw_falls | kw_file | kw_flow | kw_for
        | kw_from | kw_gains | kw_given | kw_hazard | kw_if | kw_in | kw_index | kw_initially
        | kw_is | kw_kind | kw_lasts | kw_let | kw_link | kw_loses | kw_model | kw_note
        | kw_occurs | kw_of | kw_on | kw_only | kw_option | kw_otherwise | kw_outcome | kw_over
        | kw_owner | kw_prevent | kw_probability | kw_published | kw_raise | kw_ranked
        | kw_refuted | kw_reliability | kw_review | kw_rises | kw_scale | kw_scenario | kw_seed
        | kw_set | kw_sheet | kw_source | kw_starts | kw_stock | kw_switch | kw_table | kw_take
        | kw_then | kw_time | kw_to | kw_trigger | kw_turns | kw_unit | kw_use | kw_was
        | kw_weight | kw_when | kw_where | kw_with | kw_within => Word::Silent,
    }
}

/// The word itself, if the rule is a keyword.
pub fn keyword(rule: Rule) -> Option<&'static str> {
    use Rule::*;
    Some(match rule {
        kw_accept => "`accept`",
        kw_actor => "`actor`",
        kw_add => "`add`",
        kw_as => "`as`",
        kw_assert => "`assert`",
        kw_assume => "`assume`",
        kw_at => "`at`",
        kw_because => "`because`",
        kw_by => "`by`",
        kw_choice => "`choice`",
        kw_choose => "`choose`",
        kw_claims => "`claims`",
        kw_classify => "`classify`",
        kw_columns => "`columns`",
        kw_confidence => "`confidence`",
        kw_correlate => "`correlate`",
        kw_cut => "`cut`",
        kw_draws => "`draws`",
        kw_during => "`during`",
        kw_each => "`each`",
        kw_edition => "`edition`",
        kw_else => "`else`",
        kw_event => "`event`",
        kw_expect => "`expect`",
        kw_extends => "`extends`",
        kw_fading => "`fading`",
        kw_falls => "`falls`",
        kw_file => "`file`",
        kw_flow => "`flow`",
        kw_for => "`for`",
        kw_from => "`from`",
        kw_gains => "`gains`",
        kw_given => "`given`",
        kw_hazard => "`hazard`",
        kw_if => "`if`",
        kw_in => "`in`",
        kw_index => "`index`",
        kw_initially => "`initially`",
        kw_is => "`is`",
        kw_kind => "`kind`",
        kw_lasts => "`lasts`",
        kw_let => "`let`",
        kw_link => "`link`",
        kw_loses => "`loses`",
        kw_model => "`model`",
        kw_note => "`note`",
        kw_occurs => "`occurs`",
        kw_of => "`of`",
        kw_on => "`on`",
        kw_only => "`only`",
        kw_option => "`option`",
        kw_otherwise => "`otherwise`",
        kw_outcome => "`outcome`",
        kw_over => "`over`",
        kw_owner => "`owner`",
        kw_prevent => "`prevent`",
        kw_probability => "`probability`",
        kw_published => "`published`",
        kw_raise => "`raise`",
        kw_ranked => "`ranked`",
        kw_refuted => "`refuted`",
        kw_reliability => "`reliability`",
        kw_review => "`review`",
        kw_rises => "`rises`",
        kw_scale => "`scale`",
        kw_scenario => "`scenario`",
        kw_seed => "`seed`",
        kw_set => "`set`",
        kw_sheet => "`sheet`",
        kw_source => "`source`",
        kw_starts => "`starts`",
        kw_stock => "`stock`",
        kw_switch => "`switch`",
        kw_table => "`table`",
        kw_take => "`take`",
        kw_then => "`then`",
        kw_time => "`time`",
        kw_to => "`to`",
        kw_trigger => "`trigger`",
        kw_turns => "`turns`",
        kw_unit => "`unit`",
        kw_use => "`use`",
        kw_was => "`was`",
        kw_weight => "`weight`",
        kw_when => "`when`",
        kw_where => "`where`",
        kw_with => "`with`",
        kw_within => "`within`",
        _ => return None,
    })
}
