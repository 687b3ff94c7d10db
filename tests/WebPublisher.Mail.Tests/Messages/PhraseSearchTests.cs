using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Mail.Messages;
using WebPublisher.Mail.Messages.Folding;

namespace WebPublisher.Mail.Tests.Messages;

public sealed class PhraseSearchTests
{
    private static readonly Gen<string> s_words =
        Gen.Elements("a", "b", "ab", "ba", "aba", " ", "  ", "\r\n", "A", "\uff21", "\u00e4", "a\u0308", "\ufb01", "fi", "-", "1", "\u200b", "\u0436", "\U0001d41a", "\ud83d\ude00")
            .ListOf().Select(words => string.Concat(words));

    private static readonly Arbitrary<(Phrase[] Phrases, string Text, int[] Cuts)> s_searches = (
        from phrases in (from text in s_words from word in Gen.Elements(false, true) from ignores in Gen.Elements(false, true) select new Phrase(text, word ? PhraseMode.Word : PhraseMode.Phrase, ignores)).ListOf()
        from text in s_words
        from cuts in Gen.Choose(0, 40).ListOf()
        select (phrases.ToArray(), text, cuts.ToArray())).ToArbitrary();

    [Theory]
    [InlineData("stock tip", "Hot STOCK\r\n   TIPS today", true, false)]
    [InlineData("stock tip", "livestock tip", true, false)]
    [InlineData("stock tip", "a stock tip!", true, true)]
    [InlineData("stock tip", "stock-tip", false, false)]
    [InlineData("100%", "at 100%off", true, true)]
    [InlineData("100%", "at 1100% off", true, false)]
    [InlineData("project-falcon", "\u201cProject\u2010Falcon\u201d", true, true)]
    [InlineData("strasse", "Hauptstra\u00dfe", true, false)]
    [InlineData("\u65e5\u672c", "\u5728\u65e5\u672c\u7684", true, false)]
    [InlineData("\u200b", "anything", false, false)]
    public void A_word_is_whole_and_a_phrase_may_stand_anywhere(string phrase, string text, bool asPhrase, bool asWord)
    {
        var set = new PhraseSet([new Phrase(phrase), new Phrase(phrase, PhraseMode.Word)]);

        Assert.Equal((asPhrase, asWord), (Found(set, text).Contains(0), Found(set, text).Contains(1)));
    }

    [Fact]
    public void Diacritics_count_unless_they_are_not_to()
    {
        var set = new PhraseSet([new Phrase("muller"), new Phrase("muller", IgnoresDiacritics: true), new Phrase("m\u00fcller")]);

        Assert.Equal([1, 2], Found(set, "Herr Mu\u0308ller"));
        Assert.Equal([0, 1], Found(set, "Herr Muller"));
    }

    [Fact]
    public void Phrases_within_phrases_are_all_found()
        => Assert.Equal([0, 1, 2, 3], Found(new PhraseSet([new Phrase("he"), new Phrase("she"), new Phrase("his"), new Phrase("hers"), new Phrase("them")]), "ushers, this"));

    [Fact]
    public void A_find_is_told_with_its_places()
    {
        var set = new PhraseSet([new Phrase("one"), new Phrase("two"), new Phrase("three", Places: TextPlaces.Subject)]);
        using var search = new PhraseSearch([set]);
        search.Begin(TextPlaces.Subject);
        search.Write("one");
        search.Begin(TextPlaces.Body);
        search.Write("two one three");
        search.End();

        Assert.Equal([(0, TextPlaces.Subject | TextPlaces.Body), (1, TextPlaces.Body)], search.MatchesOf(set).Select(match => (match.Index, match.Places)));
        Assert.Throws<ArgumentException>(() => search.MatchesOf(new PhraseSet([])));
    }

    [Fact]
    public void No_phrase_reaches_from_one_text_into_the_next()
    {
        var set = new PhraseSet([new Phrase("one two"), new Phrase("onetwo")]);
        using var search = new PhraseSearch([set]);
        search.Begin(TextPlaces.Body);
        search.Write("one");
        search.Begin(TextPlaces.Body);
        search.Write("two");
        search.End();

        Assert.Empty(search.MatchesOf(set));
    }

    [Fact]
    public void More_states_than_the_table_has_rows_for_find_the_same()
    {
        // Two thousand characters make rows so long that few states get one.
        var words = Enumerable.Range(0, 20_000).Select(number => $"{(char)(0x4e00 + (number % 2000))}{(char)(0x4e00 + (number / 7 % 2000))}{(char)(0x4e00 + (number / 3 % 2000))}x").ToList();
        var set = new PhraseSet(words.Select(word => new Phrase(word)));
        var text = string.Concat(words.Where((_, index) => index % 3 == 0));

        Assert.Equal(words.Select((word, index) => (word, index)).Where(word => text.Contains(word.word, StringComparison.Ordinal)).Select(word => word.index), Found(set, text));
    }

    [Fact]
    public void States_without_rows_lead_back_to_shorter_ones()
    {
        var random = new Random(3);
        var phrases = Enumerable.Range(0, 500).Select(_ => Letters(random, 14)).ToList();

        // These are there for their many characters.
        var fillers = Enumerable.Range(0, 4).Select(number => string.Concat(Enumerable.Range(0x4e00 + (number * 900), 900).Select(code => (char)code)));
        var set = new PhraseSet(phrases.Concat(fillers).Select(phrase => new Phrase(phrase)));
        var text = Letters(random, 60_000);

        Assert.Equal(Enumerable.Range(0, 500).Where(index => text.Contains(phrases[index], StringComparison.Ordinal)), Found(set, text));
    }

    [Fact]
    public void Long_texts_find_what_lies_across_their_pieces()
    {
        var phrase = new string('z', 900) + " end";
        var set = new PhraseSet([new Phrase(phrase, PhraseMode.Word), new Phrase("needle")]);
        for (var before = 6_000; before < 18_000; before += 311)
        {
            Assert.Equal([0, 1], Found(set, new string('y', before) + " " + phrase + " " + new string('y', 9_000) + "needle"));
        }
    }

    [Fact]
    public void What_is_found_is_what_a_plain_search_finds()
        => Prop.ForAll(s_searches, search =>
        {
            var set = new PhraseSet(search.Phrases);
            var expected = search.Phrases.Select((phrase, index) => (phrase, index)).Where(one => IsIn(one.phrase, search.Text)).Select(one => one.index).ToList();
            Assert.Equal(expected, Found(set, search.Text));
            Assert.Equal(expected, Found(set, search.Text, search.Cuts));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void A_phrase_that_is_too_long_is_an_error_of_its_author() => Assert.Throws<ArgumentException>(() => new PhraseSet([new Phrase(new string('x', 1001))]));

    private static string Letters(Random random, int count) => string.Concat(Enumerable.Range(0, count).Select(_ => "ab"[random.Next(2)]));

    private static bool IsIn(Phrase phrase, string text)
    {
        var folded = $" {TextFolder.FoldAll(text, phrase.IgnoresDiacritics)} ";
        var words = TextFolder.FoldAll(phrase.Text, phrase.IgnoresDiacritics);
        for (var at = 1; words.Length > 0 && at + words.Length < folded.Length; at++)
        {
            if (string.CompareOrdinal(folded, at, words, 0, words.Length) == 0
                && (phrase.Mode == PhraseMode.Phrase || (IsBorder(folded[at - 1], words[0]) && IsBorder(words[^1], folded[at + words.Length]))))
            {
                return true;
            }
        }

        return false;

        static bool IsBorder(char one, char other) => !IsOfWord(one) || !IsOfWord(other);

        static bool IsOfWord(char one) => char.IsLetterOrDigit(one) || one == '\u0308';
    }

    private static List<int> Found(PhraseSet set, string text, params IEnumerable<int> cuts)
    {
        using var search = new PhraseSearch([set]);
        search.Begin(TextPlaces.Body);
        var from = 0;
        foreach (var cut in cuts.Select(cut => Math.Clamp(cut, 0, text.Length)).Order().Append(text.Length))
        {
            search.Write(text.AsSpan(from, cut - from));
            from = cut;
        }

        search.End();
        return [.. search.MatchesOf(set).Select(match => match.Index)];
    }
}
