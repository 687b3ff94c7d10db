using System.Text;
using BenchmarkDotNet.Attributes;
using WebPublisher.Mail.Messages;

namespace WebPublisher.Benchmarks.Mail;

/// <summary>What it costs to look for lists of phrases in a megabyte of text: words of a made-up language, in lines as mail has them.</summary>
public class PhraseSearchBenchmarks
{
    private const int Characters = 1024 * 1024;
    private const int Piece = 4096;

    private PhraseSet _set = new([]);
    private string _text = "";

    [Params(0, 1_000, 10_000)]
    public int Phrases { get; set; }

    [Params(false, true)]
    public bool IgnoresDiacritics { get; set; }

    [GlobalSetup]
    public void Compose()
    {
        var random = new Random(1);
        _set = new PhraseSet(Enumerable.Range(0, Phrases).Select(index => new Phrase(Words(random, 1 + (index % 3), 2), (PhraseMode)(index % 2), IgnoresDiacritics)));
        var text = new StringBuilder();
        while (text.Length < Characters)
        {
            text.Append(Words(random, 12, 1)).Append("\r\n");
        }

        _text = text.ToString(0, Characters);
    }

    [Benchmark]
    public int Search()
    {
        using var search = new PhraseSearch([_set]);
        search.Begin(TextPlaces.Body);
        for (var at = 0; at < _text.Length; at += Piece)
        {
            search.Write(_text.AsSpan(at, Math.Min(Piece, _text.Length - at)));
        }

        search.End();
        return search.MatchesOf(_set).Count;
    }

    private static string Words(Random random, int count, int fewest) => string.Join(' ', Enumerable.Range(0, count).Select(_ => Word(random, fewest)));

    private static string Word(Random random, int fewest)
    {
        var word = new StringBuilder();
        for (var syllables = random.Next(fewest, 5); syllables > 0; syllables--)
        {
            word.Append("bcdfghjklmnprstvwz"[random.Next(18)]).Append("aeiou"[random.Next(5)]).Append(random.Next(3) == 0 ? "nrst"[random.Next(4)].ToString() : "");
        }

        if (random.Next(8) == 0)
        {
            word[0] = char.ToUpperInvariant(word[0]);
        }

        return word.ToString();
    }
}
