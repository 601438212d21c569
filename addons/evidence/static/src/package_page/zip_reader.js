const END_RECORD = 0x06054b50;
const END_RECORD_SIZE = 22;
const LONGEST_COMMENT = 0xffff;
const ZIP64_LOCATOR_SIZE = 20;
const ZIP64_LOCATOR = 0x07064b50;
const ZIP64_END_RECORD = 0x06064b50;
const ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const OVERFLOW = 0xffffffff;
const STORED = 0;
const DEFLATED = 8;

async function viewOf(file, start, size) {
    return new DataView(await file.slice(start, start + size).arrayBuffer());
}

function expectSignature(view, at, signature) {
    if (at < 0 || at + 4 > view.byteLength || view.getUint32(at, true) !== signature) {
        throw new Error("not a ZIP file");
    }
}

/** [start, size] of the list of members, which stands at the end of a ZIP file. */
async function findDirectory(file) {
    const tailSize = Math.min(END_RECORD_SIZE + LONGEST_COMMENT, file.size);
    const tail = await viewOf(file, file.size - tailSize, tailSize);
    let at = tail.byteLength - END_RECORD_SIZE;
    while (at > 0 && tail.getUint32(at, true) !== END_RECORD) {
        at--;
    }
    expectSignature(tail, at, END_RECORD);
    const [size, start] = [tail.getUint32(at + 12, true), tail.getUint32(at + 16, true)];
    const locator = at - ZIP64_LOCATOR_SIZE;
    if (locator < 0 || tail.getUint32(locator, true) !== ZIP64_LOCATOR) {
        return [start, size];
    }
    // more than 4 GB or 65,535 members
    const end = await viewOf(file, Number(tail.getBigUint64(locator + 8, true)), 56);
    expectSignature(end, 0, ZIP64_END_RECORD);
    return [Number(end.getBigUint64(48, true)), Number(end.getBigUint64(40, true))];
}

/** The numbers of a member, from its ZIP64 field where they don't fit into 32 bits. */
function readNumbers(view, at, extra, extraSize) {
    const numbers = [24, 20, 42].map((offset) => view.getUint32(at + offset, true));
    for (let field = extra; field + 4 <= extra + extraSize;) {
        const [kind, length] = [view.getUint16(field, true), view.getUint16(field + 2, true)];
        for (let i = 0, value = field + 4; kind === 1 && i < numbers.length; i++) {
            if (numbers[i] === OVERFLOW) {
                numbers[i] = Number(view.getBigUint64(value, true));
                value += 8;
            }
        }
        field += 4 + length;
    }
    return numbers;
}

/** Blob or stream of a member's content. */
async function openMember(file, { method, packed, offset }) {
    const head = await viewOf(file, offset, 30);
    expectSignature(head, 0, LOCAL_ENTRY);
    const start = offset + 30 + head.getUint16(26, true) + head.getUint16(28, true);
    const content = file.slice(start, start + packed);
    if (method === DEFLATED) {
        return content.stream().pipeThrough(new DecompressionStream("deflate-raw"));
    }
    if (method !== STORED) {
        throw new Error(`compression method ${method}`);
    }
    return content;
}

/**
 * The members of a ZIP file without unpacking it: [{ path, size, open }], folders left out.
 * @throws {Error} it isn't a ZIP file, or its end is cut off
 */
async function readZip(file) {
    const [start, size] = await findDirectory(file);
    const view = await viewOf(file, start, size);
    const decoder = new TextDecoder();
    const entries = [];
    for (let at = 0; at < size;) {
        expectSignature(view, at, ENTRY);
        const [name, extra, comment] = [28, 30, 32].map((o) => view.getUint16(at + o, true));
        const path = decoder.decode(new Uint8Array(view.buffer, at + 46, name));
        const method = view.getUint16(at + 10, true);
        const [unpacked, packed, offset] = readNumbers(view, at, at + 46 + name, extra);
        if (!path.endsWith("/")) {
            const open = () => openMember(file, { method, packed, offset });
            entries.push({ path, size: unpacked, open });
        }
        at += 46 + name + extra + comment;
    }
    return entries;
}
