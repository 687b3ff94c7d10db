using WebPublisher.Waf.Bodies;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Tests.Bodies;

public class MultipartBoundaryTests
{
    [Theory]
    [InlineData("multipart/form-data; boundary=abc", "abc", MultipartFlaws.None)]
    [InlineData("MULTIPART/form-data ; boundary=\"a b\"", "a b", MultipartFlaws.BoundaryQuoted)]
    [InlineData("multipart/form-data boundary=a", "a", MultipartFlaws.MissingSemicolon)]
    [InlineData("multipart/form-data; boundary =a", "a", MultipartFlaws.BoundaryWhitespace)]
    [InlineData("multipart/form-data; boundary= a", " a", MultipartFlaws.BoundaryWhitespace)]
    public void A_boundary_is_found(string contentType, string expected, MultipartFlaws expectedFlaws)
    {
        var flaws = MultipartFlaws.None;

        Assert.Null(MultipartBoundary.Find(ByteText.FromString(contentType), ref flaws, out var boundary));
        Assert.Equal(expected, boundary.ToString());
        Assert.Equal(expectedFlaws, flaws);
    }

    [Theory]
    [InlineData("")]
    [InlineData("text/plain; boundary=a")]
    [InlineData("multipart/form-data")]
    [InlineData("multipart/form-data; Boundary=a")]
    [InlineData("multipart/form-data; charset=utf-8; boundary=a")]
    [InlineData("multipart/form-data;; boundary=a")]
    [InlineData("multipart/form-data; boundary=a; boundary=b")]
    [InlineData("multipart/form-data; boundary=a; BOUNDARY=b")]
    [InlineData("multipart/form-data; boundary")]
    [InlineData("multipart/form-data; boundaryx=a")]
    [InlineData("multipart/form-data; boundary=")]
    [InlineData("multipart/form-data; boundary=\"\"")]
    [InlineData("multipart/form-data; boundary=\"a")]
    [InlineData("multipart/form-data; boundary=a\"")]
    [InlineData("multipart/form-data; boundary=a; charset=utf-8")]
    [InlineData("multipart/form-data; boundary=a%b")]
    [InlineData("multipart/form-data; boundary=ä")]
    [InlineData("multipart/form-data; boundary=\"a \"")]
    public void What_some_parser_could_read_in_another_way_is_an_error(string contentType)
    {
        var flaws = MultipartFlaws.None;

        Assert.NotNull(MultipartBoundary.Find(ByteText.FromString(contentType), ref flaws, out _));
    }

    [Fact]
    public void A_field_of_more_than_1024_bytes_is_an_error()
    {
        var flaws = MultipartFlaws.None;

        Assert.NotNull(MultipartBoundary.Find(ByteText.FromString("multipart/form-data; boundary=" + new string('a', 1000)), ref flaws, out _));
    }
}
