//! A driver's process, on a port of its own.

use crate::{wait, webdriver::Driver};
use std::{
    net::TcpListener,
    process::{Child, Command, Stdio},
};

/// A running driver; it ends with this value.
#[derive(Debug)]
pub struct DriverProcess {
    child: Child,
    address: Driver,
}

impl DriverProcess {
    /// Starts the command that `command` makes for a port, and waits until the driver answers.
    pub fn start(command: impl Fn(u16) -> Command) -> Self {
        // Somebody else may take the port before the driver does: then the next one.
        for _ in 0..3 {
            let port = free_port();
            let mut command = command(port);
            let quiet = command
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::null());
            let child = quiet.spawn().expect("the driver starts");
            let mut driver = Self {
                child,
                address: Driver::new(port),
            };
            if driver.becomes_ready() {
                return driver;
            }
        }
        panic!("the driver ended three times before it was ready");
    }

    /// Where it is.
    pub fn address(&self) -> &Driver {
        &self.address
    }

    fn becomes_ready(&mut self) -> bool {
        wait::until("the driver answers", || {
            let ended = self.child.try_wait().is_ok_and(|status| status.is_some());
            if ended {
                Some(false)
            } else {
                self.address.is_ready().then_some(true)
            }
        })
    }
}

impl Drop for DriverProcess {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// A port that nobody listens on.
pub fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("the port's number").port()
}
