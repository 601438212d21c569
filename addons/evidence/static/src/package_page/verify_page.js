const PIECE = 1024 * 1024;
const SUMS = "SHA256SUMS";
const MANIFEST = "manifest.json";
const PAGE = "verify.html";

async function* piecesOf(content) {
    if (content instanceof Blob) {
        for (let at = 0; at < content.size; at += PIECE) {
            yield new Uint8Array(await content.slice(at, at + PIECE).arrayBuffer());
        }
        return;
    }
    const reader = content.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
        yield part.value;
    }
}

async function hashContent(content, onPiece = () => {}) {
    const sha = new Sha256();
    for await (const piece of piecesOf(content)) {
        sha.update(piece);
        onPiece(piece.length);
    }
    return sha.digest();
}

/** {path: SHA-256} of everything the package must hold, apart from this page and the sums. */
async function expectedHashes(manifestText) {
    const manifest = JSON.parse(manifestText);
    const rows = [...manifest.files, ...manifest.documents];
    const hashes = new Map(rows.map((row) => [row.path, row.sha256]));
    return hashes.set(MANIFEST, await hashContent(new Blob([manifestText])));
}

/** Entries below the folder that holds the package, the one with this page in it. */
function trimToPackage(entries) {
    const depth = (path) => path.split("/").length;
    const pages = entries.filter(({ path }) => `/${path}`.endsWith(`/${PAGE}`));
    const [page] = pages.sort((one, other) => depth(one.path) - depth(other.path));
    const top = page ? page.path.slice(0, -PAGE.length) : "";
    return entries
        .filter(({ path }) => path.startsWith(top))
        .map((entry) => ({ ...entry, path: entry.path.slice(top.length) }));
}

/** What the sums give away: themselves changed, or this page, which can't hold its own hash. */
function compareSums(text, expected, pageHash) {
    const lines = new Set(text.trim().split("\n"));
    const known = [...expected].every(([path, hash]) => lines.delete(`${hash}  ${path}`));
    const [line, ...others] = lines;
    if (!known || others.length || !line || !line.endsWith(`  ${PAGE}`)) {
        return [SUMS];
    }
    return pageHash && line !== `${pageHash}  ${PAGE}` ? [PAGE] : [];
}

/**
 * Compare what lies in a folder or ZIP file with the manifest.
 * @param {Array} entries [{ path, size, open }]
 * @returns {Object} count of the files expected; paths of those changed, missing, unreadable, added
 * @throws {Error} nothing in it belongs to the package
 */
async function verify(entries, manifestText, onPiece) {
    const expected = await expectedHashes(manifestText);
    const known = new Set([...expected.keys(), PAGE, SUMS]);
    const found = new Map();
    const result = { changed: [], missing: [], unreadable: [], added: [], count: known.size };
    let sums = "";
    for (const { path, open } of trimToPackage(entries)) {
        if (!known.has(path) || found.has(path)) {
            result.added.push(path);
            continue;
        }
        found.set(path, "");
        try {
            const content = await open();
            if (path === SUMS) {
                sums = await new Response(content).text();
                continue;
            }
            found.set(path, await hashContent(content, onPiece));
        } catch (error) {
            console.info(path, error);
            result.unreadable.push(path);
        }
    }
    if (!found.size) {
        throw new Error("not the folder of this package");
    }
    const differs = ([path, hash]) => found.get(path) && found.get(path) !== hash;
    result.changed = [...expected].filter(differs).map(([path]) => path);
    result.missing = [...known].filter((path) => !found.has(path));
    if (found.has(SUMS) && !result.unreadable.includes(SUMS)) {
        result.changed.push(...compareSums(sums, expected, found.get(PAGE)));
    }
    return result;
}
