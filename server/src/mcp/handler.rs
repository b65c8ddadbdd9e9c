//! MCP as the protocol has it: who we are, which tools there are, what a call came to.

use std::sync::Arc;

use rmcp::model::{
    CallToolRequestParams, CallToolResponse, CallToolResult, ContentBlock, CustomRequest,
    CustomResult, ErrorCode, Implementation, ListToolsResult, PaginatedRequestParams,
    ServerCapabilities, ServerConfig, Tool as Declared, ToolAnnotations,
};
use rmcp::service::RequestContext;
use rmcp::{ErrorData, RoleServer, ServerHandler};
use serde_json::json;

use super::fields::{self, Arguments, Fault};
use super::tools::{Refusal, Tool};
use crate::native::{NativeEngine, caught};

const INSTRUCTIONS: &str = "\
Radio agents for LTE and NR, and a memory of what was tried in networks and how it ended. For facts about \
parameters, counters, KPIs, procedures and faults call elex_query; it refuses what it does not know. Before a task, call \
reasoningbank_find_similar with the task and its category: under patterns is what was tried, with how far it \
can be trusted; under warnings is what must not be done. After a task, call reasoningbank_store_pattern with \
what was tried and how well it worked, failures included: elex_judge says how well, from figures, and \
elex_distill what a task teaches. reasoningbank_get_stats lists the categories. Whatever can be computed \
exactly, from channel numbers to block sizes, elex_calculate computes.";

/// So many faults of one call are named.
const MOST_FAULTS: usize = 20;

/// A session with one client.
pub struct Handler {
    engine: NativeEngine,
}

impl Handler {
    /// Over an open memory.
    pub fn new(engine: NativeEngine) -> Self {
        Self { engine }
    }

    async fn call(&self, tool: Tool, arguments: &Arguments) -> CallToolResult {
        match caught(tool.call(&self.engine, arguments)).await {
            Ok(Ok(said)) => CallToolResult::structured(said),
            Ok(Err(refusal)) => failed(refusal),
            Err(panic) => {
                tracing::error!(panic, tool = tool.name(), "a tool panicked");
                failed(Refusal::panicked())
            }
        }
    }
}

impl ServerHandler for Handler {
    fn get_info(&self) -> ServerConfig {
        let us = Implementation::new("elex", env!("CARGO_PKG_VERSION")).with_title("Elex");
        ServerConfig::new(ServerCapabilities::builder().enable_tools().build())
            .with_server_info(us)
            .with_instructions(INSTRUCTIONS)
    }

    async fn list_tools(
        &self,
        _page: Option<PaginatedRequestParams>,
        _context: RequestContext<RoleServer>,
    ) -> Result<ListToolsResult, ErrorData> {
        let tools = Tool::ALL.iter().map(|tool| declared(*tool)).collect();
        Ok(ListToolsResult::with_all_items(tools))
    }

    async fn call_tool(
        &self,
        request: CallToolRequestParams,
        _context: RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, ErrorData> {
        let tool = Tool::named(&request.name).ok_or_else(|| unknown(&request.name))?;
        let arguments = request.arguments.unwrap_or_default();
        let faults = fields::faults(tool.fields(), &arguments);
        if !faults.is_empty() {
            return Err(invalid(tool, &faults));
        }
        Ok(self.call(tool, &arguments).await.into())
    }

    /// What the library could not read as the request that its method names comes here.
    async fn on_custom_request(
        &self,
        request: CustomRequest,
        _context: RequestContext<RoleServer>,
    ) -> Result<CustomResult, ErrorData> {
        let method = request.method;
        if method == "tools/call" {
            let said = "tools/call: name must be a string, arguments must be an object";
            return Err(ErrorData::invalid_params(said, None));
        }
        Err(ErrorData::new(
            ErrorCode::METHOD_NOT_FOUND,
            format!("there is no method `{method}`"),
            None,
        ))
    }
}

/// A tool as it is listed.
fn declared(tool: Tool) -> Declared {
    let hints = tool.hints();
    let annotations = ToolAnnotations::with_title(tool.title())
        .read_only(hints.reads_only)
        .destructive(false)
        .idempotent(hints.idempotent)
        .open_world(false);
    Declared::new(
        tool.name(),
        tool.about(),
        Arc::new(fields::schema(tool.fields())),
    )
    .with_title(tool.title())
    .with_raw_output_schema(Arc::new(tool.output()))
    .with_annotations(annotations)
}

fn unknown(name: &str) -> ErrorData {
    let tools = Tool::ALL.map(Tool::name);
    let said = format!(
        "there is no tool `{name}`; the tools are {}",
        tools.join(", ")
    );
    ErrorData::invalid_params(said, Some(json!({ "tools": tools })))
}

fn invalid(tool: Tool, faults: &[Fault]) -> ErrorData {
    // More of them help nobody.
    let faults = &faults[..faults.len().min(MOST_FAULTS)];
    let said: Vec<String> = faults
        .iter()
        .map(|fault| format!("{} {}", fault.field, fault.problem))
        .collect();
    let said = format!("{}: {}", tool.name(), said.join("; "));
    let faults: Vec<_> = faults
        .iter()
        .map(|fault| json!({ "field": fault.field, "problem": fault.problem }))
        .collect();
    ErrorData::invalid_params(said, Some(json!({ "faults": faults })))
}

/// The call was understood and could not be carried out: for the agent to read, not for its client.
fn failed(refusal: Refusal) -> CallToolResult {
    CallToolResult::error(vec![ContentBlock::text(refusal.0)])
}
