/**
 * Print a PDF of this server at once; a kiosk browser does it without asking. The focus stays where it
 * is: what is scanned next belongs to the page, not to the paper.
 */
export function printPdf(url) {
    document.querySelector("iframe.o_exam_print")?.remove();
    const frame = document.createElement("iframe");
    frame.className = "o_exam_print d-none";
    frame.src = url;
    frame.addEventListener("load", () => {
        try {
            frame.contentWindow.print();
        } catch {
            // a browser without a PDF viewer of its own has downloaded it
        }
    });
    document.body.appendChild(frame);
}
