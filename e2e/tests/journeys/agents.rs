//! Who there is to ask: the list with its filters, and one agent.

use e2e::{
    browser::Kind,
    journeys,
    pages::{Ask, Shell},
    stage::Stage,
    wait,
};

journeys! {
    agents_are_found_filtered_opened_and_asked: in_chromium in_firefox in_webkit;
    an_address_of_an_agent_opens_without_the_server_and_a_wrong_one_says_so: in_chromium;
}

/// Waits until the rows are what a condition wants, and gives their ids.
fn ids(page: Shell<'_>, wanted: impl Fn(&[String]) -> bool) -> Vec<String> {
    wait::until("the agents", || {
        let ids = page.attributes("[data-test=agent]", "data-agent");
        wanted(&ids).then_some(ids)
    })
}

/// The number of agents that the remark above the list has.
fn count(page: Shell<'_>) -> usize {
    let remark = page.text("agents-remark").replace(',', "");
    let digits: String = remark.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap_or_default()
}

fn agents_are_found_filtered_opened_and_asked(kind: Kind) {
    let stage = Stage::new(kind);
    let page = Shell::open(&stage.browser, &stage.server, "/");
    page.follow("Agents");
    let first = ids(page, |ids| !ids.is_empty());
    let all = count(page);
    assert!(all >= 593, "{}", page.text("agents-remark"));
    assert!(first.len() < all, "not all rows are drawn at once");
    let _scrolled = page.number("document.querySelector('main').scrollTo(0, 1e6), 0");
    ids(page, |ids| ids.len() > first.len());

    // Domains add up, and a filter stands in the address.
    page.click("domain-random-access");
    let of_domain = ids(page, |ids| ids.len() < first.len());
    let shown = page.texts_of("[data-test=domain-random-access] .facet__count");
    assert_eq!(shown, [of_domain.len().to_string()]);
    page.click("technology-nr");
    let of_both = ids(page, |ids| ids.len() < of_domain.len());
    assert!(
        of_both.iter().all(|id| !id.starts_with("LTE-")),
        "{of_both:?}"
    );
    page.reload();
    assert_eq!(ids(page, |ids| !ids.is_empty()), of_both);
    stage.browser.back();
    assert_eq!(ids(page, |ids| ids.len() == of_domain.len()), of_domain);

    // A symptom finds the agent; its page has its parameters; a question can be put to it.
    page.click("domain-");
    page.paste_into("#agents-query", "late handovers to a neighbour");
    // The whole list has it, too: it is found once the list is that of the words.
    wait::until("what was found", || {
        page.text("agents-remark")
            .contains("best first")
            .then_some(())
    });
    ids(page, |ids| ids.iter().any(|id| id == "NR-MOB-001"));
    page.click_on("[data-agent=NR-MOB-001]");
    page.wait_for("agent-page");
    let parameters = page.attributes("[data-test=agent-page] .parameter", "data-row");
    assert!(
        parameters.iter().any(|row| row.contains("a3-Offset")),
        "{parameters:?}"
    );
    page.click("ask-agent");
    wait::until("the question's field", || {
        page.value_of("#question")
            .starts_with("NR-MOB-001 ")
            .then_some(())
    });
    let ask = Ask::of(&stage.browser);
    ask.paste_without_waiting("NR-MOB-001 late handovers");
    let chosen = wait::until("who answers", || {
        page.attribute("[data-test=candidate]", "data-agent")
    });
    assert_eq!(chosen, "NR-MOB-001");
    ask.wait_until_saved();
    stage.end();
}

fn an_address_of_an_agent_opens_without_the_server_and_a_wrong_one_says_so(kind: Kind) {
    let mut stage = Stage::new(kind);
    stage.expect_complaint("ERR_CONNECTION_REFUSED");
    stage.expect_complaint("ServiceWorker script");
    let page = Shell::open(&stage.browser, &stage.server, "/");
    page.wait_until_offline_ready();
    stage.server.kill();
    page.go(&stage.server, "/agents/NR-MOB-001");
    page.wait_for("agent-page");
    page.go(&stage.server, "/agents/NR-XYZ-999");
    let (code, words) = page.wait_for_failure();
    assert_eq!(code, "agent-unknown");
    assert!(words.contains("No agent has this id"), "{words}");
    stage.end();
}
