"""What several components need to know of a Doc: sentences, phrases, mentions, who speaks. No facts are made here."""
