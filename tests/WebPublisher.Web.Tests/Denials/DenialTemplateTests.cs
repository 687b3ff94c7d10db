using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using WebPublisher.Web.Denials;

namespace WebPublisher.Web.Tests.Denials;

public sealed class DenialTemplateTests
{
    public static TheoryData<DenialReason> Reasons => [.. Enum.GetValues<DenialReason>()];

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Every_reason_has_a_page_of_each_form_that_names_its_number_once(DenialReason reason)
    {
        var denial = new Denial(reason, "inner detail");
        foreach (var format in Enum.GetValues<DenialFormat>())
        {
            var text = Text(reason, format);

            Assert.Equal(2, text.Split("2P5Z-K8R0-7XQE-M3WD").Length);
            Assert.Contains(denial.Title.Split('\'')[0], text, StringComparison.Ordinal);
            Assert.DoesNotContain("inner detail", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Every_json_page_is_a_problem_document(DenialReason reason)
    {
        var denial = new Denial(reason);
        using var document = JsonDocument.Parse(Text(reason, DenialFormat.Json));

        Assert.Equal(denial.Status, document.RootElement.GetProperty("status").GetInt32());
        Assert.Equal(denial.Title, document.RootElement.GetProperty("title").GetString());
        Assert.Equal(denial.Code != 0, document.RootElement.TryGetProperty("code", out var code) && code.GetInt32() == denial.Code);
        Assert.Equal(denial.SubStatus != 0, document.RootElement.TryGetProperty("subStatus", out var subStatus) && subStatus.GetInt32() == denial.SubStatus);
    }

    [Fact]
    public void The_text_page_is_for_a_terminal() => Assert.Equal(
        """
        The page must be viewed over a secure channel.
        Write https:// instead of http:// at the beginning of the address and try again.

        Error 403.4, code 12211
        Reference 2P5Z-K8R0-7XQE-M3WD

        """.ReplaceLineEndings("\n"),
        Text(DenialReason.SecureChannelRequired, DenialFormat.Text));

    [Fact]
    public void What_is_not_published_looks_like_what_a_rule_denies()
    {
        foreach (var format in Enum.GetValues<DenialFormat>())
        {
            Assert.Equal(Text(DenialReason.NotPublished, format), Text(DenialReason.DeniedByRule, format));
        }
    }

    [Fact]
    public void The_html_page_stands_alone_and_its_policy_allows_its_own_style_only()
    {
        var html = Text(DenialReason.NotPublished, DenialFormat.Html);
        var style = html[(html.IndexOf("<style>", StringComparison.Ordinal) + 7)..html.IndexOf("</style>", StringComparison.Ordinal)];
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));

        Assert.Contains($"style-src 'sha256-{hash}'", DenialTemplate.ContentSecurityPolicy, StringComparison.Ordinal);
        Assert.StartsWith("default-src 'none';", DenialTemplate.ContentSecurityPolicy, StringComparison.Ordinal);
        Assert.DoesNotMatch(new Regex("<script|src=|href=|url\\(|style=|\\bon[a-z]+=|@import", RegexOptions.IgnoreCase), html);
        Assert.Contains("<meta name=\"viewport\"", html, StringComparison.Ordinal);
        Assert.True(html.Length < 4096);
    }

    private static string Text(DenialReason reason, DenialFormat format)
    {
        var template = DenialTemplate.For(reason, format);
        return $"{Encoding.UTF8.GetString(template.Head)}2P5Z-K8R0-7XQE-M3WD{Encoding.UTF8.GetString(template.Tail)}";
    }
}
