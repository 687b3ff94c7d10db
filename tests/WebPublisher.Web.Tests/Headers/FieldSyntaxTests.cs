using Microsoft.AspNetCore.Http;
using WebPublisher.Web.Headers;

namespace WebPublisher.Web.Tests.Headers;

public sealed class FieldSyntaxTests
{
    [Theory]
    [InlineData("X-A", "b\tc")]
    [InlineData("X-A", "")]
    [InlineData("X-A", "caf\u00e9")]
    [InlineData("!#$%&'*+-.^_`|~9aZ", "b")]
    [InlineData(":authority", "mail.example.test")]
    public void What_http_allows_passes(string name, string value) => Assert.Null(FieldSyntax.FirstInvalid(new HeaderDictionary { ["Accept"] = "*/*", [name] = value }));

    [Theory]
    [InlineData("X-A", "b\rX-Injected: 1")]
    [InlineData("X-A", "b\n")]
    [InlineData("X-A", "\0b")]
    [InlineData("X-A", "a\u001bb")]
    [InlineData("X-A", "a\u007f")]
    [InlineData("X A", "b")]
    [InlineData("X:A", "b")]
    [InlineData("X\u00a0A", "b")]
    [InlineData("", "b")]
    [InlineData("X-A", " b")]
    [InlineData("X-A", "b\t")]
    public void What_another_reader_may_take_for_the_end_of_a_line_is_found(string name, string value) =>
        Assert.Equal(name, FieldSyntax.FirstInvalid(new HeaderDictionary { ["Accept"] = "*/*", [name] = value }));

    [Theory]
    [InlineData("Authorization", true)]
    [InlineData("content-type", true)]
    [InlineData("Range", true)]
    [InlineData("Accept", false)]
    [InlineData("Cookie", false)]
    [InlineData("X-A", false)]
    public void Of_two_values_that_exclude_each_other_neither_is_believed(string name, bool isFound) =>
        Assert.Equal(isFound ? name : null, FieldSyntax.FirstInvalid(new HeaderDictionary { [name] = new(["a", "a"]) }));
}
