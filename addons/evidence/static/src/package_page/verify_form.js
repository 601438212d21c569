const element = (id) => document.getElementById(id);

/** Files of a chosen folder, their paths without its own name. */
function entriesOfFolder(files) {
    return files.map((file) => ({
        path: file.webkitRelativePath.replace(/^[^/]*\//, ""),
        size: file.size,
        open: async () => file,
    }));
}

function showState(name) {
    document.body.dataset.state = name;
    for (const part of document.querySelectorAll("[data-show]")) {
        part.hidden = !part.dataset.show.split(" ").includes(name);
    }
    for (const input of document.querySelectorAll("input")) {
        input.disabled = name === "running";
    }
}

function showList(kind, paths, titles) {
    const list = element(kind);
    list.parentElement.hidden = !paths.length;
    list.replaceChildren(
        ...paths.map((path) => {
            const row = document.createElement("li");
            row.textContent = path;
            if (titles.get(path)) {
                const title = document.createElement("span");
                title.textContent = titles.get(path);
                row.append(title);
            }
            return row;
        }),
    );
}

function showResult(result, manifest) {
    const titles = new Map([
        ...manifest.files.map((row) => [row.path, [row.title, row.record].join(" · ")]),
        ...manifest.documents.map((row) => [row.path, row.title]),
    ]);
    for (const kind of ["changed", "missing", "unreadable", "added"]) {
        showList(kind, result[kind], titles);
        for (const place of document.querySelectorAll(`[data-count=${kind}]`)) {
            place.textContent = result[kind].length;
        }
    }
    for (const place of document.querySelectorAll("[data-count=expected]")) {
        place.textContent = result.count;
    }
    const damaged = result.changed.length || result.missing.length || result.unreadable.length;
    element("checked_at").textContent = new Date().toLocaleString();
    showState(damaged ? "damaged" : result.added.length ? "added" : "intact");
}

async function check(read, manifestText) {
    showState("running");
    const bar = element("progress");
    try {
        const entries = await read();
        bar.max = entries.reduce((sum, entry) => sum + entry.size, 1);
        bar.value = 0;
        const result = await verify(entries, manifestText, (size) => (bar.value += size));
        showResult(result, JSON.parse(manifestText));
    } catch (error) {
        console.info(error);
        showState("refused");
    }
}

async function start() {
    const manifestText = element("manifest").textContent;
    element("manifest_hash").textContent = await hashContent(new Blob([manifestText]));
    const connect = (id, reader) =>
        element(id).addEventListener("change", ({ target }) => {
            const files = [...target.files];
            // else the same folder, chosen again, would be no change
            target.value = "";
            if (files.length) {
                check(() => reader(files), manifestText);
            }
        });
    connect("folder", async (files) => entriesOfFolder(files));
    connect("zip", ([file]) => readZip(file));
    showState("waiting");
}

start();
