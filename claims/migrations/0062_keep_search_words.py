"""Triggers that keep a claim's search words in step with its wordings, claimant, articles and outlets."""

from django.db import migrations

# The parser drops signs. Those that people search a figure by are made words; claims/searching.py does the same.
INDEX_WORDS = """
CREATE FUNCTION claims_words_of(body text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT to_tsvector('simple', replace(replace(replace(replace(
        body, '%', ' signpercent '), '€', ' signeuro '), '$', ' signdollar '), '£', ' signpound '))
$$;
CREATE FUNCTION claims_index_words(ids bigint[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO claims_claimsearch (claim_id, words)
    SELECT claim.id, claims_words_of(concat_ws(
        ' ',
        (SELECT string_agg(text, ' ' ORDER BY number) FROM claims_claimwording WHERE claim_id = claim.id),
        (SELECT concat_ws(' ', name, array_to_string(aliases, ' ')) FROM claims_claimant WHERE id = claim.claimant_id),
        (
            SELECT string_agg(DISTINCT concat_ws(' ', article.title, outlet.name), ' ')
            FROM claims_appearance appearance
            JOIN claims_articlerevision revision ON revision.id = appearance.revision_id
            JOIN claims_article article ON article.id = revision.article_id
            LEFT JOIN claims_outlet outlet ON outlet.id = article.outlet_id
            WHERE appearance.claim_id = claim.id
        )
    )) || array_to_tsvector(ARRAY(
        SELECT DISTINCT 'outlet#' || article.outlet_id
        FROM claims_appearance appearance
        JOIN claims_articlerevision revision ON revision.id = appearance.revision_id
        JOIN claims_article article ON article.id = revision.article_id
        WHERE appearance.claim_id = claim.id AND article.outlet_id IS NOT NULL
    ))
    FROM claims_claim claim WHERE claim.id = ANY (ids) ORDER BY claim.id
    ON CONFLICT (claim_id) DO UPDATE SET words = excluded.words
    WHERE claims_claimsearch.words IS DISTINCT FROM excluded.words
$$;
"""

# Whole statements for what comes in masses; a row at a time for what is edited by hand.
TRIGGERS = """
CREATE FUNCTION claims_index_words_of_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM claims_index_words(ARRAY(SELECT DISTINCT claim_id FROM added));
    RETURN NULL;
END $$;
CREATE FUNCTION claims_index_words_of_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM claims_index_words(CASE TG_TABLE_NAME
        WHEN 'claims_claim' THEN ARRAY[NEW.id]
        WHEN 'claims_claimant' THEN ARRAY(SELECT id FROM claims_claim WHERE claimant_id = NEW.id)
        WHEN 'claims_article' THEN ARRAY(
            SELECT appearance.claim_id FROM claims_appearance appearance
            JOIN claims_articlerevision revision ON revision.id = appearance.revision_id
            WHERE revision.article_id = NEW.id)
        ELSE ARRAY(
            SELECT appearance.claim_id FROM claims_appearance appearance
            JOIN claims_articlerevision revision ON revision.id = appearance.revision_id
            JOIN claims_article article ON article.id = revision.article_id
            WHERE article.outlet_id = NEW.id)
    END);
    RETURN NULL;
END $$;
CREATE TRIGGER index_words AFTER INSERT ON claims_claimwording REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION claims_index_words_of_added();
CREATE TRIGGER index_words AFTER INSERT ON claims_appearance REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION claims_index_words_of_added();
CREATE TRIGGER index_words AFTER UPDATE OF claimant_id ON claims_claim FOR EACH ROW
    WHEN (OLD.claimant_id IS DISTINCT FROM NEW.claimant_id) EXECUTE FUNCTION claims_index_words_of_changed();
CREATE TRIGGER index_words AFTER UPDATE OF name, aliases ON claims_claimant FOR EACH ROW
    WHEN ((OLD.name, OLD.aliases) IS DISTINCT FROM (NEW.name, NEW.aliases))
    EXECUTE FUNCTION claims_index_words_of_changed();
CREATE TRIGGER index_words AFTER UPDATE OF title, outlet_id ON claims_article FOR EACH ROW
    WHEN ((OLD.title, OLD.outlet_id) IS DISTINCT FROM (NEW.title, NEW.outlet_id))
    EXECUTE FUNCTION claims_index_words_of_changed();
CREATE TRIGGER index_words AFTER UPDATE OF name ON claims_outlet FOR EACH ROW
    WHEN (OLD.name IS DISTINCT FROM NEW.name) EXECUTE FUNCTION claims_index_words_of_changed();
"""

DROP = """
DROP TRIGGER index_words ON claims_claimwording;
DROP TRIGGER index_words ON claims_appearance;
DROP TRIGGER index_words ON claims_claim;
DROP TRIGGER index_words ON claims_claimant;
DROP TRIGGER index_words ON claims_article;
DROP TRIGGER index_words ON claims_outlet;
DROP FUNCTION claims_index_words_of_added();
DROP FUNCTION claims_index_words_of_changed();
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0061_search_claims")]

    operations = [
        migrations.RunSQL(INDEX_WORDS, "DROP FUNCTION claims_index_words(bigint[]); DROP FUNCTION claims_words_of(text)"),
        migrations.RunSQL(TRIGGERS, DROP),
    ]
