using WebPublisher.Demo.FrontEnd;

namespace WebPublisher.Tests.Demo.FrontEnd;

public sealed class HtmlTests
{
    [Fact]
    public void Values_are_encoded_and_markup_is_not()
    {
        var value = "\"><script>alert(1)</script>";
        var link = Html.From($"""<a title="{value}">{value}</a>""");

        Assert.Equal(
            "<p><a title=\"&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;\">&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;</a> 7</p>",
            Html.From($"<p>{link} {7}</p>").Text);
    }
}
