"""Which party a phrase of an article means.

`phrases` answers what a phrase's words alone tell, `article` holds what the article says of its parties,
`learning` fills that from its introductions, and `references` finds whom a noun phrase means by both, with
`organs` and `ministries` for states' organs. `resolver` puts these together for the readers of articles.
"""
