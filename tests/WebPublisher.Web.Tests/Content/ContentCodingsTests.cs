using WebPublisher.Web.Content;

namespace WebPublisher.Web.Tests.Content;

public sealed class ContentCodingsTests
{
    [Theory]
    [InlineData("", "Identity")]
    [InlineData("identity", "Identity")]
    [InlineData("GZIP", "Gzip")]
    [InlineData("x-gzip", "Gzip")]
    [InlineData("deflate", "Deflate")]
    [InlineData("br", "Brotli")]
    [InlineData("identity, br ,", "Brotli")]
    [InlineData("gzip, gzip", "Unknown")]
    [InlineData("zstd", "Unknown")]
    [InlineData("gzip;q=1", "Unknown")]
    public void A_field_names_one_coding_or_one_that_is_not_read(string field, string coding) => Assert.Equal(coding, ContentCodings.Of(field).ToString());

    [Theory]
    [InlineData("gzip, deflate, br, zstd", "gzip, deflate, br")]
    [InlineData("gzip;q=0.5, *;q=0", "gzip;q=0.5")]
    [InlineData("zstd", "identity")]
    [InlineData("*", "identity")]
    [InlineData("", "identity")]
    [InlineData("identity;q=0, BR", "identity;q=0, BR")]
    public void A_client_is_answered_in_codings_that_are_read(string field, string narrowed) => Assert.Equal(narrowed, ContentCodings.Narrow(field));
}
