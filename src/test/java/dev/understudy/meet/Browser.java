package dev.understudy.meet;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A real Chromium without a window, with an empty profile of its own. */
public final class Browser implements AutoCloseable {
    private static final Path PICTURES = Path.of("target/end-to-end");
    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Starts one, with further flags; nothing is downloaded. */
    public static Browser start(String... flags) {
        var options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1200,860",
                "--user-data-dir=" + emptyFolder());
        options.addArguments(flags);
        var heard = new LoggingPreferences();
        heard.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", heard);
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(new File("/usr/bin/chromedriver"))
                .usingAnyFreePort()
                .build();
        var driver = new ChromeDriver(service, options);
        driver.manage().timeouts().pageLoadTimeout(Duration.ofSeconds(60));
        return new Browser(driver);
    }

    public void open(String address) {
        driver.get(address);
    }

    /** What the page calls its state. */
    public String state() {
        return driver.findElement(By.tagName("body")).getDomAttribute("data-state");
    }

    public WebElement element(String id) {
        return driver.findElement(By.id(id));
    }

    public List<WebElement> elements(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** Presses keys, wherever the focus is. */
    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** What a piece of JavaScript returns there. */
    public Object ask(String script) {
        return driver.executeScript("return " + script);
    }

    /** Marks all of the text that has the focus, so that the next key replaces it. */
    void markAll() {
        new Actions(driver)
                .keyDown(Keys.CONTROL)
                .sendKeys("a")
                .keyUp(Keys.CONTROL)
                .perform();
    }

    /** The id of what has the focus. */
    String focus() {
        return driver.switchTo().activeElement().getDomAttribute("id");
    }

    /** Keeps what is seen now. */
    public void picture(String name) {
        try {
            Files.createDirectories(PICTURES);
            Files.write(PICTURES.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the console said, violations of the policy included; not what LiveKit's client says of a slow network. */
    public List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue()
                        || !entry.getMessage().contains("/livekit-client"))
                .map(LogEntry::getMessage)
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }

    private static Path emptyFolder() {
        try {
            return Files.createTempDirectory("understudy-browser");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
