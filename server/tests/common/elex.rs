//! The real program, as a user starts it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

/// The program with nothing around it that it could lean on.
pub fn elex() -> Command {
    let mut elex = Command::new(env!("CARGO_BIN_EXE_elex"));
    elex.env_clear().stdin(Stdio::null());
    elex
}

/// What a finished program left.
pub struct Ended {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

pub fn run(command: &mut Command) -> Ended {
    let child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let _watch = Watch::over(&child);
    ended(child.wait_with_output().unwrap())
}

/// Runs a command that reads lines from its standard input; answers come while they are still written.
pub fn lines(arguments: &[&str], input: impl Into<Vec<u8>>) -> Ended {
    let mut command = elex();
    command.args(arguments);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let _watch = Watch::over(&child);
    let mut stdin = child.stdin.take().unwrap();
    let input = input.into();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let ended = ended(child.wait_with_output().unwrap());
    writer.join().unwrap().unwrap();
    ended
}

/// The lines that a program without complaint printed.
pub fn parsed(ended: &Ended) -> Vec<serde_json::Value> {
    assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""));
    let lines = ended.out.lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// Kills a program that should have ended long ago: a test fails then and does not hang.
pub struct Watch(#[allow(dead_code, reason = "dropping it is the message")] mpsc::Sender<()>);

impl Watch {
    const PATIENCE: Duration = Duration::from_secs(60);

    pub fn over(child: &Child) -> Self {
        let (alive, dropped) = mpsc::channel();
        let id = child.id().to_string();
        std::thread::spawn(move || {
            if dropped.recv_timeout(Self::PATIENCE) == Err(RecvTimeoutError::Timeout) {
                Command::new("kill").args(["-s", "KILL", &id]).status().ok();
            }
        });
        Self(alive)
    }
}

pub fn ended(output: Output) -> Ended {
    Ended {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A server that is ready. Killed with the test, should the test fail.
pub struct Served {
    pub child: Child,
    pub address: SocketAddr,
    pub first_line: String,
    out: BufReader<std::process::ChildStdout>,
    _watch: Watch,
}

/// Serves `dist/` of a folder on any free port, with its data in `data/` of the same folder.
pub fn serve(dir: &Path) -> Served {
    let mut command = elex();
    command
        .args(["serve", "--addr", "127.0.0.1:0", "--dist"])
        .arg(dir.join("dist"));
    command.arg("--data").arg(dir.join("data"));
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let watch = Watch::over(&child);
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut first_line = String::new();
    out.read_line(&mut first_line).unwrap();
    let address = first_line.trim_end().rsplit('/').next().unwrap().parse();
    let address = address.unwrap_or_else(|_| panic!("no address in {first_line:?}"));
    Served {
        child,
        address,
        first_line,
        out,
        _watch: watch,
    }
}

impl Served {
    /// Sends a signal as the shell does.
    #[cfg(unix)]
    pub fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        assert!(
            Command::new("kill")
                .args(["-s", name, &id])
                .status()
                .unwrap()
                .success()
        );
    }

    /// Waits for the end; `out` is what came after the first line.
    pub fn wait(mut self) -> Ended {
        let (mut out, mut err) = (String::new(), String::new());
        self.out.read_to_string(&mut out).unwrap();
        self.child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut err)
            .unwrap();
        Ended {
            code: self.child.wait().unwrap().code(),
            out,
            err,
        }
    }

    /// The whole response to a request.
    pub fn get(&self, path: &str) -> String {
        let mut socket = TcpStream::connect(self.address).unwrap();
        let request =
            format!("GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
        socket.write_all(request.as_bytes()).unwrap();
        let mut response = String::new();
        socket.read_to_string(&mut response).unwrap();
        response
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
