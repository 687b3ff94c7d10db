using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using WebPublisher.Web.Headers;

namespace WebPublisher.Web.Tests.Headers;

public sealed class CookieFieldsTests
{
    [Theory]
    [InlineData("sid=1", "1")]
    [InlineData("a=b; sid=1; sid=2", "1")]
    [InlineData("a=b;sid=1;c", "1")]
    [InlineData("sid=", "")]
    [InlineData("xsid=1; sidx=2; SID=3", null)]
    [InlineData("a=sid=1", null)]
    [InlineData("sid", null)]
    [InlineData("", null)]
    public void A_cookie_is_found_by_its_whole_name(string field, string? value) =>
        Assert.Equal(value, CookieFields.TryFind(field, "sid", out var found) ? found.ToString() : null);

    [Theory]
    [InlineData("a=b; sid=1; c=d", "a=b; c=d", "1")]
    [InlineData("sid=1", null, "1")]
    [InlineData("sid=1; sid=2", null, "1")]
    [InlineData("xsid=1; a=sid=2", "xsid=1; a=sid=2", null)]
    public void One_of_ours_is_taken_out(string field, string? rest, string? value)
    {
        IHeaderDictionary headers = new HeaderDictionary { ["Cookie"] = field };
        Assert.Equal(value, CookieFields.Take(headers, "sid"));
        Assert.Equal(rest is null ? default : new StringValues(rest), headers.Cookie);
    }
}
