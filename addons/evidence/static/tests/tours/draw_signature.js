/** One stroke with the finger over the pad, for `run` of a step whose trigger is its canvas. */
export function drawSignature({ anchor }) {
    const { left, top, width, height } = anchor.getBoundingClientRect();
    const fire = (type, share) =>
        anchor.dispatchEvent(
            new PointerEvent(type, {
                bubbles: true,
                cancelable: true,
                pointerId: 1,
                pointerType: "touch",
                isPrimary: true,
                button: 0,
                buttons: type === "pointerup" ? 0 : 1,
                pressure: 0.5,
                clientX: left + width * share,
                clientY: top + height * share,
            }),
        );
    fire("pointerdown", 0.2);
    for (const share of [0.3, 0.4, 0.5, 0.6, 0.7]) {
        fire("pointermove", share);
    }
    fire("pointerup", 0.8);
}
