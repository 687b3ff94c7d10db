using System.Text;
using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Policy.Filtering;

namespace WebPublisher.Policy.Tests.Filtering;

public sealed class SignatureScanTests
{
    [Theory]
    [InlineData("he said <SCRIPT>", "script")]
    [InlineData("<scrip", null)]
    [InlineData("<script", "script")]
    [InlineData("<<<script", "script")]
    [InlineData("<scri<script", "script")]
    [InlineData("an apple in it", "apple")]
    [InlineData("", null)]
    public void A_text_is_found_without_regard_to_case(string body, string? name) => Assert.Equal(name, Find(body, Text("script", "<script"), Text("apple", "APPLE"))?.Name);

    [Fact]
    public void The_first_to_end_is_found() => Assert.Equal("b", Find("xabcx", Text("a", "abcx"), Text("b", "bc"))?.Name);

    [Fact]
    public void One_that_ends_within_another_is_found() => Assert.Equal("short", Find("aabaa", Text("long", "aabac"), Text("short", "ba"))?.Name);

    [Fact]
    public void Letters_beyond_ascii_are_compared_as_bytes()
    {
        Assert.NotNull(Find("GRÜSSE", Text("a", "grÜsse")));
        Assert.Null(Find("grüsse", Text("a", "grÜsse")));
    }

    [Fact]
    public void Bytes_are_found_with_regard_to_case()
    {
        var mz = Hex("mz", 0x4D, 0x5A);
        Assert.NotNull(Find("..MZ..", mz));
        Assert.Null(Find("..mz..", mz));
        Assert.Equal("mz", Find("MZ script", mz, Text("script", "xscript"))?.Name);
    }

    [Theory]
    [InlineData("0123abc", 4, 7, true)]
    [InlineData("012abc", 4, 7, false)]
    [InlineData("01234abc", 4, 7, false)]
    [InlineData("abc0abc", 4, 7, true)]
    public void A_range_holds_the_whole_of_it(string body, int from, int to, bool found) =>
        Assert.Equal(found, Find(body, Text("a", "abc") with { From = from, To = to }) is not null);

    [Fact]
    public void One_text_may_be_looked_for_in_two_ranges()
    {
        var (first, second) = (Text("first", "abc") with { To = 3 }, Text("second", "abc") with { From = 10, To = 13 });
        Assert.Equal("first", Find("abc", first, second)?.Name);
        Assert.Equal("second", Find("0123456789abc", first, second)?.Name);
        Assert.Null(Find("0123abc", first, second));
    }

    [Fact]
    public void Behind_the_last_range_nothing_is_looked_at()
    {
        var scan = new SignatureScan(SignatureSet.Of([Text("a", "abc") with { To = 4 }])!);
        Assert.Null(scan.Find("0"u8));
        Assert.False(scan.IsOver);
        Assert.Null(scan.Find("1234abc"u8));
        Assert.True(scan.IsOver);
        Assert.Null(scan.Find("abc"u8));
    }

    [Fact]
    public void All_bytes_may_occur_in_signatures()
    {
        var all = Hex("all", [.. Enumerable.Range(0, 256).Select(i => (byte)i)]);
        Assert.NotNull(SignatureSet.Of([all, Hex("last", 0xFF, 0x00)])!.Find([7, 0xFF, 0x00]));
        Assert.NotNull(SignatureSet.Of([all])!.Find([1, .. all.Bytes]));
    }

    [Fact]
    public void What_a_plain_search_finds_is_found_however_the_bytes_are_cut() => Prop.ForAll(
        Gen.Elements('a', 'b', 'A', 'c').ArrayOf().Select(c => new string(c)).ArrayOf().ToArbitrary(),
        Gen.Elements('a', 'b').NonEmptyListOf().Select(c => new string([.. c])).NonEmptyListOf().ToArbitrary(),
        (pieces, texts) =>
        {
            var signatures = texts.Select((text, i) => Text($"{i}", text)).ToList();
            var body = string.Concat(pieces);
            var scan = new SignatureScan(SignatureSet.Of(signatures)!);
            Signature? found = null;
            foreach (var piece in pieces)
            {
                found ??= scan.Find(Encoding.ASCII.GetBytes(piece));
            }

            var first = signatures.Select(s => End(body, s)).Where(end => end >= 0).DefaultIfEmpty(-1).Min();
            return (found is null) == (first < 0) && (found is null || End(body, found) == first);
        }).QuickCheckThrowOnFailure();

    private static int End(string body, Signature signature)
    {
        var at = body.IndexOf(Encoding.UTF8.GetString([.. signature.Bytes]), StringComparison.OrdinalIgnoreCase);
        return at < 0 ? -1 : at + signature.Bytes.Length;
    }

    private static Signature? Find(string body, params Signature[] signatures) => SignatureSet.Of(signatures)!.Find(Encoding.UTF8.GetBytes(body));

    private static Signature Text(string name, string text) => new() { Name = name, Place = SignaturePlace.RequestBody, Bytes = [.. Encoding.UTF8.GetBytes(text)] };

    private static Signature Hex(string name, params byte[] bytes) => new() { Name = name, Place = SignaturePlace.RequestBody, Bytes = [.. bytes], IsExact = true };
}
