document.getElementById("app").textContent = "asyncord sandbox";
