//! Decides at every step of the program whether it is killed there.

use std::collections::HashMap;
use std::process::Child;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::sync::watch;

/// Where the program is killed.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    /// The step's name, and the how-manieth of that name it is.
    pub(crate) step: String,
    /// At the step itself, or so long after the program went on.
    pub(crate) delay: Option<Duration>,
}

#[derive(Clone, Default)]
pub(crate) struct Director(Arc<Inner>);

#[derive(Default)]
struct Inner {
    scene: Mutex<Scene>,
    killed: watch::Sender<bool>,
}

#[derive(Default)]
struct Scene {
    watching: bool,
    plan: Option<Plan>,
    counts: HashMap<String, u32>,
    heard: Vec<String>,
    victim: Option<Arc<Mutex<Child>>>,
    /// The one at whose step it was decided: the time until then may outlast the scene.
    doomed: Option<Arc<Mutex<Child>>>,
    /// It is being killed, or has been.
    struck: bool,
}

/// What a scene was.
pub(crate) struct Scenario {
    pub(crate) steps: Vec<String>,
    /// The program was killed in it.
    pub(crate) killed: bool,
}

/// What is to be done at a step.
pub(crate) enum Verdict {
    GoOn,
    Kill,
    KillAfter(Duration),
}

impl Director {
    /// The program that is killed from now on.
    pub(crate) fn cast(&self, victim: Arc<Mutex<Child>>) {
        self.0.scene.lock().unwrap().victim = Some(victim);
    }

    /// Listens to every step from now on.
    pub(crate) fn begin(&self, plan: Option<Plan>) {
        let mut scene = self.0.scene.lock().unwrap();
        scene.watching = true;
        scene.plan = plan;
        scene.counts.clear();
        scene.heard.clear();
        scene.struck = false;
        self.0.killed.send_replace(false);
    }

    /// Does not listen any more, and kills nobody from now on. One who is being killed is gone after it.
    pub(crate) async fn end(&self) -> Scenario {
        let scenario = {
            let mut scene = self.0.scene.lock().unwrap();
            scene.watching = false;
            scene.doomed = None;
            Scenario {
                steps: std::mem::take(&mut scene.heard),
                killed: scene.struck,
            }
        };
        if scenario.killed {
            self.killed().await;
        }
        scenario
    }

    pub(crate) fn at(&self, name: &str) -> Verdict {
        let mut scene = self.0.scene.lock().unwrap();
        if !scene.watching {
            return Verdict::GoOn;
        }
        let count = scene.counts.entry(name.to_owned()).or_default();
        *count += 1;
        let step = format!("{name} ({count})");
        let hit = scene.plan.as_ref().is_some_and(|plan| plan.step == step);
        scene.heard.push(step);
        if !hit {
            return Verdict::GoOn;
        }
        let victim = scene.victim.clone();
        scene.doomed = victim;
        match scene.plan.take().and_then(|plan| plan.delay) {
            None => Verdict::Kill,
            Some(delay) => Verdict::KillAfter(delay),
        }
    }

    /// SIGKILL, and waits until nothing of the program is left. False where the scene was over first.
    pub(crate) fn kill(&self) -> bool {
        let (doomed, on_stage) = {
            let mut scene = self.0.scene.lock().unwrap();
            let doomed = scene.doomed.take();
            let on_stage = match (&doomed, &scene.victim) {
                (Some(doomed), Some(victim)) => Arc::ptr_eq(doomed, victim),
                _ => false,
            };
            if on_stage {
                scene.watching = false;
                scene.victim = None;
                scene.struck = true;
            }
            (doomed, on_stage)
        };
        let Some(doomed) = doomed else {
            return false;
        };
        let mut doomed = doomed.lock().unwrap();
        doomed.kill().unwrap();
        doomed.wait().unwrap();
        if on_stage {
            self.0.killed.send_replace(true);
        }
        true
    }

    /// Waits until it was killed.
    pub(crate) async fn killed(&self) {
        let mut killed = self.0.killed.subscribe();
        killed.wait_for(|killed| *killed).await.unwrap();
    }

    /// A step of the test's own, between two orders.
    pub(crate) async fn pause(&self, name: &str) {
        match self.at(name) {
            Verdict::GoOn => return,
            Verdict::Kill => {}
            Verdict::KillAfter(delay) => tokio::time::sleep(delay).await,
        }
        self.kill();
    }
}
