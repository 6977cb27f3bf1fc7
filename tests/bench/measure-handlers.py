#!/usr/bin/env python3
"""Builds a library of 500 handlers with asyncord and with the prototype of its macro, and compares the CPU time.

The prototype (prototype/) is the measure for what a handler may cost to build: it boxes the call and spawns
it in one place. Dependencies are built before; what is timed is the one crate, incremental compilation off.

    ./measure-handlers.py [--handlers 500] [--repeat 3]
"""

import argparse
import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent

MANIFEST = """[package]
name = "handlers"
version = "0.0.0"
edition = "2024"
publish = false

[workspace]

[dependencies]
asyncord = {{ path = "{path}" }}
"""

HANDLER = """
#[handler]
async fn handler_{number}(event: &MessageCreate, db: &Database, prefix: String, client: &{client}) -> Result<(), String> {{
    let _ = (event, db.0 + {number}, prefix, client);
    std::future::ready(()).await;
    Ok(())
}}
"""

FORMS = {
    "prototype": (HERE / "prototype" / "asyncord", "asyncord::Client", "use asyncord::{MessageCreate, handler};\n"),
    "asyncord": (ROOT / "asyncord", "asyncord::RestClient", "use asyncord::{event::MessageCreate, handler};\n"),
}


def source(form, handlers):
    _, client, head = FORMS[form]
    bodies = "".join(HANDLER.format(number=number, client=client) for number in range(handlers))
    return head + "pub struct Database(pub u64);\n" + bodies


def build(folder, profile):
    """Builds, and returns the seconds of CPU that it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = ["cargo", "build", "--quiet"] + (["--release"] if profile == "release" else [])
    subprocess.run(command, cwd=folder, check=True, env={**os.environ, "CARGO_INCREMENTAL": "0"})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--handlers", type=int, default=500)
    arguments.add_argument("--repeat", type=int, default=3)
    options = arguments.parse_args()
    folders = {}
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as temporary:
        for form, (path, _, _) in FORMS.items():
            folder = pathlib.Path(temporary) / form
            (folder / "src").mkdir(parents=True)
            (folder / "Cargo.toml").write_text(MANIFEST.format(path=path))
            lock = ROOT / "Cargo.lock"
            if form == "asyncord" and lock.exists():
                shutil.copy(lock, folder / "Cargo.lock")
            folders[form] = folder
        for profile in ("debug", "release"):
            times = {form: [] for form in FORMS}
            for form, folder in folders.items():
                (folder / "src" / "lib.rs").write_text("")
                build(folder, profile)
            for _ in range(options.repeat):
                # Side by side, so that what else the machine does hits both.
                for form, folder in folders.items():
                    (folder / "src" / "lib.rs").write_text(source(form, options.handlers))
                    times[form].append(build(folder, profile))
                    (folder / "src" / "lib.rs").write_text("")
                    build(folder, profile)
            medians = {form: statistics.median(seconds) for form, seconds in times.items()}
            ratio = medians["asyncord"] / medians["prototype"]
            figures = ", ".join(
                f"{form} {medians[form]:.1f} s ({min(seconds):.1f} to {max(seconds):.1f})"
                for form, seconds in times.items()
            )
            print(f"{profile}: {figures}; asyncord / prototype = {ratio:.2f}", flush=True)


if __name__ == "__main__":
    main()
