"""Step 1, text: the article's text: cleaned, cut into sentences, labelled stretches and quotations."""
