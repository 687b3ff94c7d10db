using FsCheck;
using FsCheck.Fluent;

namespace WebPublisher.Policy.Tests;

/// <summary>Whatever a file holds, loading answers with diagnostics that name a place, and never with an exception.</summary>
public sealed class PolicyRobustnessTests : IDisposable
{
    private static readonly string[] Valid = [File.ReadAllText(GoldenTests.PathOf("full.yaml")), File.ReadAllText(GoldenTests.PathOf("mail-full/policy.yaml"))];

    // What YAML gives a meaning to, and what the policy does.
    private static readonly string[] Fragments =
    [
        "version: 1\n", ": ", "- ", "[", "]", "{", "}", ",", "\n", "\n  ", "\t", "\"", "'", "|\n", ">-\n ", "&a ", "*a", "!!binary ", "? ", "---\n", "...\n", "%YAML 1.2\n", "<<: ",
        "#", "~", "true", "on", "off", "\\u0000", "\\U00110000", "\u2028", "\u0085", "\uD83D\uDE00", "listeners", "publishingRules", "receiveConnectors", "sendConnectors", "name", "include", "[*.yaml]", "/", "..", "*", "\0", "\r",
        "é", "include: [\"../../../../../../etc/passwd\"]", "trustedRoots: { a: /dev/null }", "-1", "99999999999999999999", "0x10", "1e9", ".inf",
    ];

    private readonly PolicyWorkshop _workshop = new();

    [Fact]
    public void Random_text_is_answered() => Check(Gen.Elements(Fragments).ListOf().Select(string.Concat));

    [Fact]
    public void Random_bytes_are_answered() =>
        Prop.ForAll<byte[]>(bytes =>
        {
            File.WriteAllBytes(_workshop.Write("policy.yaml", ""), bytes ?? []);
            return Answered(_workshop.LoadFile("policy.yaml"));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_valid_policy_with_pieces_cut_out_is_answered() => Check(
        from valid in Gen.Elements(Valid)
        from start in Gen.Choose(0, valid.Length - 1)
        from length in Gen.Choose(1, 60)
        select valid.Remove(start, Math.Min(length, valid.Length - start)));

    [Fact]
    public void A_valid_policy_with_pieces_put_in_is_answered() => Check(
        from valid in Gen.Elements(Valid)
        from start in Gen.Choose(0, valid.Length - 1)
        from piece in Gen.Elements(Fragments)
        select valid.Insert(start, piece));

    [Fact]
    public void A_valid_policy_with_lines_exchanged_is_answered() => Check(
        from valid in Gen.Elements(Valid)
        from a in Gen.Choose(0, valid.Count(c => c == '\n') - 1)
        from b in Gen.Choose(0, valid.Count(c => c == '\n') - 1)
        select Exchange(valid, a, b));

    public void Dispose() => _workshop.Dispose();

    private static string Exchange(string valid, int a, int b)
    {
        var lines = valid.Split('\n');
        (lines[a], lines[b]) = (lines[b], lines[a]);
        return string.Join('\n', lines);
    }

    private void Check(Gen<string> texts) =>
        FsCheck.Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300),
            Prop.ForAll(texts.ToArbitrary(), text => Answered(_workshop.Load(text))));

    private static bool Answered(PolicyLoadResult result) =>
        (result.Policy is null) == result.Diagnostics.HasErrors
        && result.Diagnostics.All(d => d.Location is { File.Length: > 0, Line: > 0, Column: > 0 } && !d.ToString().Any(char.IsControl));
}
