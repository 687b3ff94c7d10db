namespace WebPublisher.Demo.FrontEnd.Pages;

/// <summary>Something that went wrong, said briefly.</summary>
public static class ErrorPage
{
    /// <summary>Renders the page.</summary>
    public static Html Render(string title, string text) => Layout.Document(title, Html.From($"""
        <div class="gate"><main class="card"><h1>{title}</h1><p>{text}</p><p><a class="button" href="/mail/">Back to your mail</a></p></main></div>
        """));
}
