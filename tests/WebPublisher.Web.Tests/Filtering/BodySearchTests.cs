using System.Text;
using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Policy.Filtering;
using WebPublisher.Web.Filtering;

namespace WebPublisher.Web.Tests.Filtering;

public sealed class BodySearchTests
{
    private static readonly SignatureSet s_script = SignatureSet.Of([new Signature { Name = "script", Place = SignaturePlace.RequestBody, Bytes = [.. "<script a"u8] }])!;

    [Theory]
    [InlineData("a=1&b=<script a>", true)]
    [InlineData("a=1&b=%3Cscript+a", true)]
    [InlineData("a=1&b=%u003Cscript%20a", true)]
    [InlineData("a=1&b=%253Cscript+a", false)]
    public void A_form_is_looked_through_as_it_is_and_decoded(string body, bool found)
    {
        Assert.Equal(found, Find(isForm: true, body) is not null);
        Assert.Equal(body.Contains('<', StringComparison.Ordinal), Find(isForm: false, body) is not null);
    }

    [Fact]
    public void A_long_form_is_looked_through_to_its_end() => Assert.NotNull(Find(isForm: true, $"{new string('x', 9000)}%3Cscript+a"));

    [Fact]
    public void It_does_not_matter_how_a_body_is_cut() => Prop.ForAll(
        Gen.Choose(0, 40).ArrayOf().Select(sizes => sizes.ToArray()).ToArbitrary(),
        sizes =>
        {
            var rest = $"b={new string('x', 4080)}%3%u00%%u003cscript%20%61%";
            var pieces = new List<string>();
            foreach (var size in sizes.Append(4000).Concat(sizes))
            {
                pieces.Add(rest[..Math.Min(size, rest.Length)]);
                rest = rest[pieces[^1].Length..];
            }

            return Find(isForm: true, [.. pieces, rest]) is not null;
        }).QuickCheckThrowOnFailure();

    private static Signature? Find(bool isForm, params string[] pieces)
    {
        var search = new BodySearch(s_script, isForm);
        return pieces.Select(piece => search.Find(Encoding.ASCII.GetBytes(piece))).FirstOrDefault(found => found is not null);
    }
}
