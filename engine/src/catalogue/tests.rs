//! The packed catalogue against its sources, damaged parts, and names.

use ::catalogue::source::expression::{parse, parse_change};
use protocol::catalogue::packed::{FORMAT, PartName};
use protocol::catalogue::{Agent, Model};

use super::sample::{entries, open, open_all, parts, real, sources};
use super::{AgentNumber, Sense};

#[test]
fn every_row_of_every_table_is_read_back_equal_and_found_by_its_id() {
    let source = sources();
    let rows = &real().rows;
    let mut count = 0;
    for (number, row) in (0..).zip(source.rows()) {
        assert_eq!(rows.row(number).as_ref(), Some(&row));
        assert_eq!(rows.number(row.id().as_str()), Some(number));
        count += 1;
    }
    assert_eq!(rows.len(), count);
    assert_eq!(rows.row(count), None);
    assert_eq!(rows.number("NR.Nothing.x"), None);
    assert!(rows.clauses().eq(source.clauses));
}

#[test]
fn every_agent_card_and_worked_entry_is_read_back_equal() {
    let source = sources();
    let catalogue = real();
    let agents = &catalogue.agents;
    for (number, agent) in (0..).zip(&source.agents) {
        assert_eq!(whole(number), *agent);
        assert_eq!(agents.number(&agent.id), Some(number));
        let is_its = |model: &&Model<String>| model.id == agent.id;
        assert_eq!(
            agents.is_worked(number),
            source.models().any(|model| is_its(&model))
        );
    }
    assert_eq!(agents.count() as usize, source.agents.len());
    // What is for the checks alone is not packed.
    let packed = source.cards.iter().cloned().map(|mut card| {
        (card.encoding.example, card.encoding.twin) = (None, None);
        card
    });
    assert_eq!(agents.cards(), packed.collect::<Vec<_>>());
    for model in source.models() {
        let number = agents.number(&model.id).expect("planned");
        let read = entries().model(number).expect("packed");
        let named: Vec<_> = agents.named_cards(number).map(|card| &card.row).collect();
        assert_eq!(named, model.rows().collect::<Vec<_>>());
        assert_eq!(read.parameters, model.parameters);
        assert_eq!(read.context, model.context);
        assert_eq!((&read.clauses, &read.gaps), (&model.clauses, &model.gaps));
        assert_eq!((&read.summary, read.chain), (&model.summary, model.chain));
        assert_eq!(read.joints.len(), model.joints.len());
        for (read, joint) in read.joints.iter().zip(&model.joints) {
            assert_eq!(Ok(&read.expression), parse(&joint.expression).as_ref());
            let texts = (&read.name, &read.reason, &read.broken);
            assert_eq!(texts, (&joint.name, &joint.reason, &joint.broken));
        }
        assert_eq!(read.rules.len(), model.rules.len());
        for (read, rule) in read.rules.iter().zip(&model.rules) {
            assert_eq!(Ok(&read.when), parse(&rule.when).as_ref());
            assert_eq!((&read.id, &read.actions), (&rule.id, &rule.actions));
            assert_eq!(read.watch.is_some(), rule.watch.is_some());
            for (read, watch) in read.watch.iter().zip(&rule.watch) {
                assert_eq!(Ok(&read.improve), parse_change(&watch.improve).as_ref());
                for (read, guard) in read.guard.iter().zip(&watch.guard) {
                    assert_eq!(Ok(read), parse_change(guard).as_ref());
                }
                // The guards of its preset are among them, and its window.
                assert!(read.guard.len() >= watch.guard.len() && !read.guard.is_empty());
                assert!(read.window_h.is_some());
            }
        }
    }
}

/// An agent with all that is known of it.
fn whole(agent: AgentNumber) -> Agent {
    let (rows, agents) = (&real().rows, &real().agents);
    let ids = |numbers: &[u32]| numbers.iter().map(|row| rows.id(*row)).collect();
    let related = agents.related(agent).iter();
    Agent {
        id: agents.id(agent),
        name: agents.name(agent).to_owned(),
        what: agents.what(agent).to_owned(),
        kind: agents.kind(agent),
        depth: agents.depth(agent),
        techs: agents.techs(agent),
        domain: agents.domain(agent).to_owned(),
        facts: ids(agents.facts(agent)),
        grouped: ids(agents.grouped(agent)),
        related: related.map(|other| agents.id(*other)).collect(),
        aliases: agents.aliases(agent).map(str::to_owned).collect(),
        asks: entries().asks(agent).map(str::to_owned).collect(),
        misspelt: entries().misspelt(agent).map(str::to_owned).collect(),
    }
}

#[test]
fn the_counts_are_those_of_the_sources() {
    let source = sources();
    let counts = real().counts();
    let values: usize = source.causes.iter().map(|list| list.values.len()).sum();
    assert_eq!(counts.agents as usize, source.agents.len());
    assert_eq!(counts.counters as usize, source.counters.len());
    assert_eq!(counts.kpis as usize, source.kpis.len());
    assert_eq!(counts.procedures as usize, source.procedures.len());
    assert_eq!(counts.causes as usize, values);
    let parameters = counts.rrc_parameters + counts.attributes + counts.small_cell;
    assert_eq!(parameters as usize, source.parameters.len());
    assert_eq!(counts.version.len(), 16);
}

#[test]
fn a_damaged_missing_or_foreign_part_is_an_error_and_never_a_panic() {
    let code = |parts| open_all(parts).err().map(|error| error.code());
    for part in PartName::FIRST.into_iter().chain(PartName::ENTRIES) {
        let whole = parts().remove(&part).expect("all parts are packed");
        let mut without = parts();
        without.remove(&part);
        assert_eq!(code(without), Some("catalogue-damaged"));
        for cut in [0, 3, 8, 24, 25, 26, whole.len() / 2, whole.len() - 1] {
            let mut short = parts();
            short.insert(part, whole[..cut].to_vec());
            assert_eq!(
                code(short),
                Some("catalogue-damaged"),
                "{part:?} cut at {cut}"
            );
        }
        for at in [0, 7, 12, 20, 25, 40, whole.len() / 3, whole.len() - 1] {
            let mut altered = parts();
            altered.entry(part).and_modify(|bytes| bytes[at] ^= 1);
            assert_eq!(
                code(altered),
                Some("catalogue-damaged"),
                "{part:?} altered at {at}"
            );
        }
        let mut newer = parts();
        newer.entry(part).and_modify(|bytes| bytes[8] = FORMAT + 1);
        assert_eq!(code(newer), Some("catalogue-newer"));
        let mut swapped = parts();
        let other = parts()
            .remove(&PartName::Index)
            .expect("all parts are packed");
        swapped.insert(PartName::Rows, other);
        assert_eq!(code(swapped), Some("catalogue-damaged"));
    }
}

#[test]
fn entries_of_another_catalogue_are_refused() {
    use protocol::catalogue::packed::{seal, unseal};
    let mut others = parts();
    for part in PartName::ENTRIES {
        let (_, payload) = unseal(part, &others[&part]).expect("sound");
        let sealed = seal(part, *b"another!", payload);
        others.insert(part, sealed);
    }
    let code = open_all(others).err().map(|error| error.code());
    assert_eq!(code, Some("catalogue-damaged"));
}

#[test]
fn counts_that_lie_are_damage() {
    use protocol::catalogue::packed::{WordsPart, seal, unseal};
    let whole = parts().remove(&PartName::Words).expect("packed");
    let (version, payload) = unseal(PartName::Words, &whole).expect("sound");
    let lies: [fn(&mut WordsPart); 6] = [
        |part| part.asks.lengths[0] += 1,
        |part| part.asks.lengths.truncate(9),
        |part| part.entries.gaps[0] = u32::MAX,
        |part| part.entries.counts[0] = u32::MAX,
        |part| part.asks.counts.push(1),
        |part| part.stems.push_str("\none more"),
    ];
    for (number, lie) in lies.into_iter().enumerate() {
        let mut part: WordsPart = postcard::from_bytes(payload).expect("sound");
        lie(&mut part);
        let bytes = postcard::to_allocvec(&part).expect("written");
        let mut with_lie = parts();
        with_lie.insert(PartName::Words, seal(PartName::Words, version, &bytes));
        let code = open(with_lie).err().map(|error| error.code());
        assert_eq!(code, Some("catalogue-damaged"), "lie {number}");
    }
}

#[test]
fn columns_that_lie_about_each_other_are_damage() {
    use protocol::catalogue::packed::{RowsPart, seal, unseal};
    let whole = parts()
        .remove(&PartName::Rows)
        .expect("all parts are packed");
    let (version, payload) = unseal(PartName::Rows, &whole).expect("sound");
    let lies: [fn(&mut RowsPart); 6] = [
        |part| part.counts[0] += 1,
        |part| part.legal_of[5] = 1_000_000,
        |part| part.paths.shared[0] = 9,
        |part| part.paths.next.truncate(100),
        |part| part.rows.columns[0].gaps[0] = u32::MAX,
        |part| part.rows.columns[1].texts[0] = u32::MAX,
    ];
    for (number, lie) in lies.into_iter().enumerate() {
        let mut part: RowsPart = postcard::from_bytes(payload).expect("sound");
        lie(&mut part);
        let bytes = postcard::to_allocvec(&part).expect("written");
        let mut with_lie = parts();
        with_lie.insert(PartName::Rows, seal(PartName::Rows, version, &bytes));
        let code = open(with_lie).err().map(|error| error.code());
        assert_eq!(code, Some("catalogue-damaged"), "lie {number}");
    }
}

#[test]
fn names_are_found_as_people_type_them() {
    let catalogue = real();
    let check = |typed: &str, misspelt: bool, id: &str| {
        let key = super::text::key(typed);
        let exact = catalogue.names.exact(&key);
        assert_eq!(exact.is_none(), misspelt, "{typed}");
        let found = exact
            .or_else(|| catalogue.names.misspelt(&key))
            .expect(typed);
        assert_eq!(found.misspelt, misspelt, "{typed}");
        let named = found.senses.iter().any(|sense| match sense {
            Sense::Segment(segment) => catalogue.rows.segment(*segment) == id,
            Sense::Row(row) | Sense::Cause(row, _) => catalogue.rows.id(*row).as_str() == id,
        });
        assert!(named, "{typed} is not {id}: {:?}", found.senses);
    };
    check("a3-Offset", false, "a3-Offset");
    check("A3 offset", false, "a3-Offset");
    check("TIMETOTRIGGER", false, "timeToTrigger");
    check("time to trigger", false, "timeToTrigger");
    check(
        "ttt",
        false,
        "NR.EventTriggerConfig.eventId.eventA3.timeToTrigger",
    );
    check(
        "CIO",
        false,
        "NR.CellsToAddMod.cellIndividualOffset.rsrpOffsetSSB",
    );
    check("Qrxlevmin", false, "q-RxLevMin");
    check("t310", false, "t310-r9");
    check("HO.IntraSys.TooLate", false, "NR.HO.IntraSys.TooLate");
    check("NR.HO.IntraSys.TooLate", false, "NR.HO.IntraSys.TooLate");
    check("RRC.ConnEstabAtt", false, "LTE.RRC.ConnEstabAtt.Cause");
    check("TooLateShare", false, "NR.TooLateShare");
    check("LTE.MroFailRate", false, "LTE.MroFailRate");
    check("handover preparation", false, "XnAP.handoverPreparation");
    check(
        "XnAP handover preparation",
        false,
        "XnAP.handoverPreparation",
    );
    check(
        "radio-connection-with-ue-lost",
        false,
        "NGAP.CauseRadioNetwork",
    );
    check("nRPCI", false, "nrPci");
    check("QRxLevMinSIB1", false, "QRxLevMinSIB1");
    check("timeToTriger", true, "timeToTrigger");
    check("histeresis", true, "hysteresis");
    check("a3-Ofset", true, "a3-Offset");
    check("preambelTransMax", true, "preambleTransMax");
    assert!(catalogue.names.exact("pizza").is_none());
    assert!(
        catalogue.names.misspelt("t311x").is_none(),
        "too short to guess"
    );
}
