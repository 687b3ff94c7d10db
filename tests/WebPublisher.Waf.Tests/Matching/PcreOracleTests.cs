using System.Text;
using System.Text.RegularExpressions;
using WebPublisher.Waf.Matching;
using WebPublisher.Waf.SecLang;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Tests.Matching;

/// <summary>PCRE decides what is right.</summary>
public partial class PcreOracleTests
{
    private static readonly string[] Pieces =
    [
        "a", "b", "ab", "[ab]", "[^a]", ".", "\\w", "\\d", "\\s", "\\W", "\\b", "\\B", "^", "$", "\\z", "\\Z", "\\x61", "\\x{e4}", "[\\x80-\\xff]", "ä", "[[:alpha:]]",
        "[^[:space:]]", "(?i)", "(?i:b)", "(?-s:.)", "(?m:^)", "(?m:$)", "\\R", "\\h", "\\v", "\\N", "[\\--9]", "[]a]", "a{2}", "a{,2}", "\\Qa.\\E", "(a)", "\\1",
        "(?=a)", "(?!b)", "(?<=a)",
        "(?<!b)", "(?>a|ab)", "a++", "\\w*+", "(?#x)", "\\60", "\\cA", "-", "=",
    ];

    private static readonly string[] Quantifiers = ["", "", "", "", "?", "*", "+", "{2}", "{1,3}", "*?", "+?", "??", "{0,2}?"];

    [FactNeedingPcre]
    public void Patterns_at_random_match_as_in_pcre()
    {
        var random = new Random(6);
        var compared = 0;
        for (var round = 0; round < 15_000; round++)
        {
            var pattern = Pattern(random, 3);
            using var oracle = Pcre.Compile(Encoding.UTF8.GetBytes(pattern));
            var compiled = PatternCache.Find(pattern, PatternFlags.WholeText, out var error);


            // Where backtracking is needed the class library does it, which is wrong about some loops around what may be empty (.NET 10.0).
            if (oracle is null || compiled is null || (!compiled.Pattern.IsLinear && LoopOfGroup().IsMatch(pattern)))
            {
                continue;
            }

            for (var i = 0; i < 6; i++)
            {
                compared++;
                var text = random.GetItems("aabbAB1 -=\n\r\u0001ä"u8.ToArray(), random.Next(0, 10));
                Assert.True(IsSame(compiled, text, oracle.Match(text), withGroups: false), $"{pattern} on {Encoding.Latin1.GetString(text)} ({error})");
            }
        }

        Assert.True(compared > 30_000, $"{compared}");
    }

    [FactNeedingPcre]
    public void The_patterns_of_the_core_rules_match_as_in_pcre()
    {
        const string Loader = "/usr/share/modsecurity-crs/owasp-crs.load";
        var random = new Random(7);
        var sampler = new PatternSampler(random);
        var patterns = RuleSetParser.Parse(new RuleSetSource([RuleSetPart.OfFiles(Loader)])).Directives.OfType<RuleDirective>()
            .Where(rule => rule.Operator.Name == "rx" && !rule.Operator.Argument.Contains("%{", StringComparison.Ordinal)).Select(rule => rule.Operator.Argument).ToHashSet();
        var matched = 0;
        foreach (var pattern in patterns)
        {
            using var oracle = Pcre.Compile(Encoding.UTF8.GetBytes(pattern))!;
            var compiled = PatternCache.Find(pattern, PatternFlags.WholeText, out var error);
            Assert.True(compiled is not null, $"{pattern}: {error}");
            for (var i = 0; i < 60; i++)
            {
                var text = sampler.Sample(compiled.Pattern.Tree);
                var expected = oracle.Match(text);
                Assert.True(IsSame(compiled, text, expected, withGroups: true), $"{pattern} on {Encoding.Latin1.GetString(text)}");
                if (expected is { Length: > 0 })
                {
                    matched++;
                    Assert.True(text.Length >= compiled.Pattern.MinimumLength, pattern);
                    var folded = Text(text).Span.ToString();
                    Assert.True(compiled.Pattern.RequiredLiterals?.Any(literal => folded.Contains(literal, StringComparison.OrdinalIgnoreCase)) != false, pattern);
                }
            }
        }

        Assert.True(patterns.Count > 200 && matched > patterns.Count * 30, $"{matched} matches of {patterns.Count} patterns");
    }

    /// <summary>Whether a match is the same; ends and groups are compared where no loop goes around what may be empty, of which engines have different ideas.</summary>
    private static bool IsSame(CompiledPattern compiled, byte[] text, (int Start, int End)[]? expected, bool withGroups)
    {
        if (expected is null)
        {
            return true;
        }

        var value = Text(text);
        var groups = new ByteText[40];
        var matches = compiled.TryCapture(value, 0, groups, out var match, out _);
        if (matches != expected.Length > 0 || compiled.IsMatch(value.Span) != matches)
        {
            return false;
        }

        return !matches
            || (match.Index == expected[0].Start
                && (!withGroups
                    || (match.Length == expected[0].End - expected[0].Start
                        && match.LastGroup == expected.Length - 1
                        && expected.Select(group => text[Math.Max(group.Start, 0)..Math.Max(group.End, 0)]).Zip(groups)
                            .All(pair => pair.First.AsSpan().SequenceEqual(pair.Second.ToBytes())))));
    }

    [GeneratedRegex(@"\)[*+?{]")]
    private static partial Regex LoopOfGroup();

    private static ByteText Text(byte[] bytes)
    {
        var characters = new char[bytes.Length];
        ByteText.Widen(bytes, characters);
        return new ByteText(characters, 0, characters.Length);
    }

    private static string Pattern(Random random, int depth)
    {
        var pattern = new StringBuilder();
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var piece = depth > 0 && random.Next(4) == 0
                ? random.Next(3) switch
                {
                    0 => $"({Pattern(random, depth - 1)})",
                    1 => $"(?:{Pattern(random, depth - 1)}|{Pattern(random, depth - 1)})",
                    _ => $"(?i:{Pattern(random, depth - 1)})",
                }
                : random.GetItems(Pieces, 1)[0];
            pattern.Append(piece).Append(random.GetItems(Quantifiers, 1)[0]);
        }

        return pattern.ToString();
    }
}
