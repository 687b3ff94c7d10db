using WebPublisher.Waf.Detectors;

namespace WebPublisher.Waf.Tests.Detectors;

public class SqlVocabularyTests
{
    [Theory]
    [InlineData("SELECT", SqlTokenKind.Expression)]
    [InlineData("sElEcT", SqlTokenKind.Expression)]
    [InlineData("union", SqlTokenKind.Union)]
    [InlineData("pg_sleep", SqlTokenKind.Function)]
    [InlineData("dbms_lock.sleep", SqlTokenKind.Function)]
    [InlineData("user", SqlTokenKind.Name)]
    public void Words_are_found_in_any_case(string word, object kind) => Assert.Equal(kind, SqlVocabulary.Find(word)?.Kind);

    [Theory]
    [InlineData("")]
    [InlineData("selects")]
    [InlineData("webmail")]
    [InlineData("a_word_that_is_longer_than_any_word_of_sql")]
    public void Other_words_are_names(string word) => Assert.Null(SqlVocabulary.Find(word));

    [Fact]
    public void A_phrase_is_found_word_by_word()
    {
        var words = new[] { "natural", "left", "outer", "join" };
        var found = SqlVocabulary.Find(words[0]);
        foreach (var word in words[1..])
        {
            Assert.NotNull(found);
            Assert.True(found.Roles.HasFlag(SqlWordRoles.OpensPhrase));
            found = SqlVocabulary.FindPhrase(found, word);
        }

        Assert.Equal(SqlTokenKind.Keyword, found?.Kind);
        Assert.Equal("NATURAL LEFT OUTER JOIN", found?.Text);
        Assert.Same(found, SqlVocabulary.Word(found!.Number));
        Assert.Null(SqlVocabulary.FindPhrase(SqlVocabulary.Find("group")!, "select"));
    }
}
