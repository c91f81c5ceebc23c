//! A foreign server, standing for the rest of the internet.

use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::AbortHandle;

use super::wait::PATIENCE;

/// A running foreign server; dropping it stops it.
///
/// | path | answer |
/// | --- | --- |
/// | `/cors/delay/<ms>` | 200 after that time |
/// | `/cors/status/<code>` | that status, at once |
/// | `/cors/bytes/<n>` | a body of that size |
/// | `/nocors` | 200 that the browser keeps from the page |
/// | `/hang` | none, ever |
pub struct Outside {
    port: u16,
    hanging: watch::Receiver<usize>,
    requests: Arc<Mutex<Vec<String>>>,
    server: AbortHandle,
}

impl Outside {
    /// Starts one on a free port.
    pub async fn start() -> Self {
        let (hang_count, hanging) = watch::channel(0);
        let requests = Arc::new(Mutex::new(Vec::new()));

        let cors = Router::new()
            .route("/delay/{ms}", any(delay))
            .route("/status/{code}", any(status))
            .route("/bytes/{n}", any(bytes))
            .layer(from_fn(allow_all));
        let app = Router::new()
            .nest("/cors", cors)
            .route("/nocors", get("not for other origins"))
            .route("/hang", get(hang).with_state(hang_count))
            .layer(from_fn_with_state(Arc::clone(&requests), note_request));

        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = tokio::spawn(async move { axum::serve(listener, app).await }).abort_handle();
        Self {
            port,
            hanging,
            requests,
            server,
        }
    }

    /// The full address of `path`.
    pub fn url(&self, path: &str) -> String {
        format!(
            "http://127.0.0.1:{}/{}",
            self.port,
            path.trim_start_matches('/')
        )
    }

    /// How many requests to `/hang` are open now.
    pub fn hanging(&self) -> usize {
        *self.hanging.borrow()
    }

    /// Waits until exactly `count` requests to `/hang` are open: 1 once the request has come, 0
    /// once the browser has dropped it, which shows that an abort reached the network.
    ///
    /// # Panics
    /// When that takes longer than [`PATIENCE`].
    pub async fn wait_for_hanging(&self, count: usize) {
        let mut hanging = self.hanging.clone();
        let reached = tokio::time::timeout(PATIENCE, hanging.wait_for(|now| *now == count)).await;
        assert!(
            reached.is_ok(),
            "waited {PATIENCE:?} in vain for {count} hanging requests; there are {}",
            self.hanging()
        );
    }

    /// Every request so far, oldest first, as `"GET /cors/delay/10"`.
    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

impl Drop for Outside {
    fn drop(&mut self) {
        self.server.abort();
    }
}

async fn delay(Path(ms): Path<u64>) -> String {
    tokio::time::sleep(Duration::from_millis(ms)).await;
    format!("after {ms} ms")
}

async fn status(Path(code): Path<u16>) -> Response {
    // A server has to follow up a 1xx with a real answer, so there is no such thing to ask for.
    match StatusCode::from_u16(code) {
        Ok(status) if code >= 200 => status.into_response(),
        _ => (StatusCode::BAD_REQUEST, "no such status").into_response(),
    }
}

async fn bytes(Path(n): Path<usize>) -> Vec<u8> {
    const MOST: usize = 64 << 20;
    vec![b'.'; n.min(MOST)]
}

async fn hang(State(count): State<watch::Sender<usize>>) {
    /// Dropped with the handler, which goes when the client does.
    struct Open(watch::Sender<usize>);
    impl Drop for Open {
        fn drop(&mut self) {
            self.0.send_modify(|count| *count -= 1);
        }
    }
    count.send_modify(|count| *count += 1);
    let _open = Open(count);
    std::future::pending::<()>().await;
}

/// Lets scripts of any origin make any request and read the answer and its timing.
async fn allow_all(request: Request, next: Next) -> Response {
    const ANY: HeaderValue = HeaderValue::from_static("*");
    let mut response = if request.method() == Method::OPTIONS {
        StatusCode::NO_CONTENT.into_response()
    } else {
        next.run(request).await
    };
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, ANY);
    headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, ANY);
    headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, ANY);
    headers.insert(HeaderName::from_static("timing-allow-origin"), ANY);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

async fn note_request(
    State(requests): State<Arc<Mutex<Vec<String>>>>,
    request: Request,
    next: Next,
) -> Response {
    let line = format!("{} {}", request.method(), request.uri());
    requests.lock().unwrap().push(line);
    next.run(request).await
}
