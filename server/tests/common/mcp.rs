//! A client of `elex mcp` that speaks lines of JSON, right or wrong.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use serde_json::{Value, json};

use super::elex::{Ended, Watch, elex};

/// A session with a process of its own.
pub struct Session {
    child: Child,
    to: Option<ChildStdin>,
    from: BufReader<ChildStdout>,
    last_id: u64,
    _watch: Watch,
}

impl Session {
    /// Starts the program on a folder; says nothing to it.
    pub fn start(data: &Path) -> Self {
        let mut command = elex();
        command.arg("mcp").arg("--data").arg(data);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        Self {
            _watch: Watch::over(&child),
            to: child.stdin.take(),
            from: BufReader::new(child.stdout.take().unwrap()),
            child,
            last_id: 0,
        }
    }

    /// Starts the program and begins a session.
    pub fn open(data: &Path) -> Self {
        let mut session = Self::start(data);
        let us = json!({
            "protocolVersion": "2025-06-18",
            "capabilities": {},
            "clientInfo": { "name": "test", "version": "1" },
        });
        let reply = session.request("initialize", us);
        assert_eq!(reply["result"]["serverInfo"]["name"], "elex", "{reply}");
        session.line(br#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#);
        session
    }

    /// Sends a line as it is.
    pub fn line(&mut self, line: &[u8]) {
        let to = self.to.as_mut().unwrap();
        to.write_all(&[line, b"\n"].concat()).unwrap();
        to.flush().unwrap();
    }

    /// The next line of the program.
    pub fn read(&mut self) -> Value {
        let mut line = String::new();
        self.from.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap_or_else(|_| panic!("no JSON: {line:?}"))
    }

    /// Sends a request without waiting for its reply.
    pub fn send(&mut self, method: &str, params: Value) -> u64 {
        self.last_id += 1;
        let mut request = json!({ "jsonrpc": "2.0", "id": self.last_id, "method": method });
        request["params"] = params;
        self.line(request.to_string().as_bytes());
        self.last_id
    }

    /// Sends a request and reads its reply.
    pub fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.send(method, params);
        let reply = self.read();
        assert_eq!(reply["id"], id, "{reply}");
        assert_eq!(reply["jsonrpc"], "2.0");
        reply
    }

    /// Calls a tool, one of `reasoningbank_…` by what comes after that; the whole reply.
    pub fn call(&mut self, tool: &str, arguments: Value) -> Value {
        let name = match tool {
            ours if ours.starts_with("elex_") => ours.to_owned(),
            promised => format!("reasoningbank_{promised}"),
        };
        let mut params = json!({ "name": name });
        params["arguments"] = arguments;
        self.request("tools/call", params)
    }

    /// Calls a tool that has to succeed; what it gives.
    #[track_caller]
    pub fn gives(&mut self, tool: &str, arguments: Value) -> Value {
        let reply = self.call(tool, arguments);
        let result = &reply["result"];
        assert_eq!(result["isError"], false, "{reply}");
        let given = result["structuredContent"].clone();
        let text = result["content"][0]["text"].as_str().unwrap();
        assert_eq!(serde_json::from_str::<Value>(text).unwrap(), given);
        given
    }

    /// Ends standard input and waits for the program; `out` is what nobody read.
    pub fn close(mut self) -> Ended {
        drop(self.to.take());
        let (mut out, mut err) = (String::new(), String::new());
        self.from.read_to_string(&mut out).unwrap();
        let mut from = self.child.stderr.take().unwrap();
        from.read_to_string(&mut err).unwrap();
        Ended {
            code: self.child.wait().unwrap().code(),
            out,
            err,
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
