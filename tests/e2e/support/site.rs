//! A static web server for the app, as plain as the hosts that it is meant for.

use std::collections::HashSet;
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use tokio::net::TcpListener;
use tokio::task::AbortHandle;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

/// A running site. Each has a port, and so an origin, of its own; dropping it stops it.
pub struct Site {
    port: u16,
    folder: String,
    missing: Missing,
    server: AbortHandle,
}

/// The paths that are broken at the moment.
type Missing = Arc<Mutex<HashSet<String>>>;

impl Site {
    /// The built app.
    ///
    /// # Panics
    /// When there is no build.
    pub fn dist() -> SiteBuilder {
        let dist = std::env::var_os("INTERLEAVE_DIST").map_or_else(
            || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("dist"),
            PathBuf::from,
        );
        assert!(
            dist.join("index.html").is_file(),
            "there is no build of the app in {}: run `trunk build --release`, or `./test e2e`",
            dist.display()
        );
        SiteBuilder {
            dist: Some(dist),
            ..SiteBuilder::default()
        }
    }

    /// A site with nothing but the pages that the test adds, such as one that embeds the app.
    pub fn empty() -> SiteBuilder {
        SiteBuilder::default()
    }

    /// The full address of `path`, which is relative to where the site is (`""` is its start).
    pub fn url(&self, path: &str) -> String {
        self.url_at("127.0.0.1", path)
    }

    /// As [`Site::url`], under another name for this machine; see `Setup::insecure_host`.
    pub fn url_at(&self, host: &str, path: &str) -> String {
        let Self { port, folder, .. } = self;
        format!(
            "http://{host}:{port}{folder}/{}",
            path.trim_start_matches('/')
        )
    }

    /// From now on the file at `path` is missing.
    pub fn lose(&self, path: &str) {
        self.missing.lock().unwrap().insert(self.place(path));
    }

    /// The file at `path` is back.
    pub fn mend(&self, path: &str) {
        self.missing.lock().unwrap().remove(&self.place(path));
    }

    fn place(&self, path: &str) -> String {
        format!("{}/{}", self.folder, path.trim_start_matches('/'))
    }

    /// Scheme, host and port, as a browser reports it.
    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// What a site will have.
#[derive(Default)]
pub struct SiteBuilder {
    dist: Option<PathBuf>,
    folder: String,
    pages: Vec<(String, String)>,
}

impl SiteBuilder {
    /// Puts everything in a folder of the site, `/foo/` for example; outside it all is missing.
    pub fn under(mut self, folder: &str) -> Self {
        self.folder = match folder.trim_matches('/') {
            "" => String::new(),
            name => format!("/{name}"),
        };
        self
    }

    /// Adds a page at `path` (`""` for the start) beside the app's files.
    pub fn page(mut self, path: &str, html: impl Into<String>) -> Self {
        let path = format!("/{}", path.trim_start_matches('/'));
        self.pages.push((path, html.into()));
        self
    }

    /// Starts it on a free port.
    pub async fn start(self) -> Site {
        let mut app = Router::new();
        for (path, html) in self.pages {
            app = app.route(&path, get(async move || Html(html)));
        }
        let is_dist_root = self.dist.is_some() && self.folder.is_empty();
        if let Some(dist) = self.dist {
            app = app.fallback_service(ServeDir::new(dist));
        }
        if !self.folder.is_empty() {
            // Nested with its slash, so that the folder's own address ends in one too.
            app = Router::new().nest_service(&format!("{}/", self.folder), app);
        }
        if !is_dist_root {
            // Browsers ask for it of their own accord, and a 404 would count as a console error;
            // from the app itself we want to hear of that.
            app = app.route("/favicon.ico", get(StatusCode::NO_CONTENT));
        }
        let missing = Missing::default();
        let app = app.layer(from_fn_with_state(
            Arc::clone(&missing),
            lose_what_is_missing,
        ));
        // Every test looks at the newest build, whatever the browser has seen before.
        let app = app.layer(SetResponseHeaderLayer::overriding(
            header::CACHE_CONTROL,
            HeaderValue::from_static("no-cache"),
        ));

        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = tokio::spawn(async move { axum::serve(listener, app).await }).abort_handle();
        Site {
            port,
            folder: self.folder,
            missing,
            server,
        }
    }
}

async fn lose_what_is_missing(
    State(missing): State<Missing>,
    request: Request,
    next: Next,
) -> Response {
    let is_missing = missing.lock().unwrap().contains(request.uri().path());
    if is_missing {
        return StatusCode::NOT_FOUND.into_response();
    }
    next.run(request).await
}
