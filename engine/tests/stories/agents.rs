//! Who there is to ask: the list, what is found in it, and one agent.

use protocol::agents::{AgentLine, AgentList, AgentView};
use protocol::failure::Code;
use protocol::ids::AgentId;
use protocol::message::{Reply, Request};

use crate::device::{Device, folder};

/// The rows of the plan: what the catalogue is made from.
const PLAN: &str = include_str!("../../catalogue/agents/plan.jsonl");

fn list(device: &Device, search: &str) -> AgentList {
    let search = search.to_owned();
    match device.reply(Request::Agents { search }) {
        Reply::Agents(list) => list,
        other => panic!("{other:?}"),
    }
}

fn view(device: &Device, id: &str) -> AgentView {
    let agent = AgentId::from(id);
    match device.reply(Request::Agent { agent }) {
        Reply::Agent(view) => *view,
        other => panic!("{other:?}"),
    }
}

fn first(list: &AgentList) -> &str {
    list.agents.first().map_or("", |line| line.id.as_str())
}

#[test]
fn every_agent_of_the_plan_is_listed_once_with_what_it_holds() {
    let dir = folder();
    let device = Device::open(dir.path());
    let all = list(&device, " ");
    let planned = PLAN.lines().filter(|line| !line.trim().is_empty()).count();
    assert_eq!((all.agents.len(), all.total as usize), (planned, planned));
    let facts = |line: &AgentLine| {
        let holds = line.holds;
        holds.parameters + holds.counters + holds.kpis + holds.procedures + holds.causes
    };
    assert!(all.agents.iter().all(|line| facts(line) >= 3));
    let place = |line: &AgentLine| (line.domain.clone(), line.id.clone());
    assert!(all.agents.is_sorted_by_key(place), "by domain, then id");
}

#[test]
fn agents_are_found_by_id_name_field_and_symptom() {
    let dir = folder();
    let device = Device::open(dir.path());
    assert_eq!(first(&list(&device, "nr-mob-001")), "NR-MOB-001");
    let name = view(&device, "NR-MOB-001").line.name;
    assert_eq!(first(&list(&device, &name.to_uppercase())), "NR-MOB-001");
    let symptom = list(&device, "late handovers to a neighbour on the same carrier");
    let mut ids = symptom.agents.iter().map(|line| line.id.as_str());
    assert!(ids.any(|id| id == "NR-MOB-001"), "{symptom:?}");
    let field = list(&device, "zeroCorrelationZoneConfig");
    let holds = |line: &AgentLine| {
        let view = view(&device, line.id.as_str());
        let own = view.guidance.parameters.iter().map(|card| &card.id);
        own.chain(&view.grouped)
            .any(|id| id.as_str().contains("zeroCorrelationZoneConfig"))
    };
    assert!(field.agents.first().is_some_and(holds), "{field:?}");
    assert!(list(&device, "zzzz qqqq").agents.is_empty());
}

#[test]
fn an_agent_shows_all_that_its_line_counts() {
    let dir = folder();
    let device = Device::open(dir.path());
    let agent = view(&device, "NR-MOB-001");
    let holds = agent.line.holds;
    assert_eq!(agent.guidance.counters.len(), holds.counters as usize);
    assert_eq!(agent.guidance.kpis.len(), holds.kpis as usize);
    assert_eq!(agent.guidance.procedures.len(), holds.procedures as usize);
    assert!(
        agent
            .guidance
            .parameters
            .iter()
            .any(|card| card.ours.is_some())
    );
    assert!(!agent.guidance.summary.is_empty() && agent.questions.len() >= 12);
    // A question of its own leads to it.
    let asked = agent.questions.first().map_or("", String::as_str);
    let answer = device.ask(asked).answer;
    let candidates = answer.route.candidates.iter();
    assert!(candidates.take(3).any(|one| one.agent == agent.line.id));
}

#[test]
fn an_unknown_agent_is_refused_by_its_id() {
    let dir = folder();
    let device = Device::open(dir.path());
    let agent = AgentId::from("NR-XYZ-999");
    let failure = device.failure(Request::Agent { agent });
    assert_eq!(
        (failure.code, failure.detail.as_str()),
        (Code::AgentUnknown, "NR-XYZ-999")
    );
    let search = "x".repeat(100_000);
    let failure = device.failure(Request::Agents { search });
    assert_eq!(failure.code, Code::QuestionTooLong);
}
