//! A future whose panic ends itself and nothing else.

use std::any::Any;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::Poll;

/// What the future comes to, or what it said when it panicked. Whoever owns what it worked on must
/// take that for broken.
pub async fn caught<T>(future: impl Future<Output = T>) -> Result<T, String> {
    let mut future = pin!(future);
    poll_fn(
        |context| match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context))) {
            Ok(Poll::Pending) => Poll::Pending,
            Ok(Poll::Ready(value)) => Poll::Ready(Ok(value)),
            Err(panic) => Poll::Ready(Err(text(panic.as_ref()))),
        },
    )
    .await
}

fn text(panic: &(dyn Any + Send)) -> String {
    let said = panic.downcast_ref::<&str>().copied();
    said.or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no text")
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_ends_one_future_and_is_quoted() {
        assert_eq!(caught(async { 7 }).await, Ok(7));
        async fn late() -> u8 {
            tokio::task::yield_now().await;
            panic!("no {}", "luck")
        }
        assert_eq!(caught(late()).await, Err("no luck".to_owned()));
        assert_eq!(caught(async { 8 }).await, Ok(8));
    }
}
