/// The mark of the product: the frame, arc and index arm of a sextant.
enum Logo {
    static let html: HTML = """
        <svg class="sx-logo" viewBox="0 0 40 40" width="36" height="36" aria-hidden="true" focusable="false">
        <path class="frame" d="M20 5 6.5 30.5Q20 38.5 33.5 30.5Z"/>
        <path class="arc" d="M10.4 28Q20 33.6 29.6 28"/>
        <path class="arm" d="M20 5 24.6 34"/>
        <circle class="pivot" cx="20" cy="5.4" r="2.6"/>
        <path class="scope" d="M12.2 15.2h7.4"/></svg>
        """
}
